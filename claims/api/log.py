"""The log for programs: its head, proofs of inclusion and consistency, and the witness of other logs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.inputs import Input
from claims.api.publications import PublicResource
from claims.api.strict_fields import StrictCharField
from claims.bounds import LARGEST_BIGINT
from claims.log.merkle import EMPTY_ROOT
from claims.models import LogEntry, SignedHead, WitnessedHead
from claims.refusals import BadValue, NotFound, require_found
from claims.selectors.log_tree import get_consistency_proof, get_inclusion_proof
from claims.selectors.publication_log import find_head_of_size, find_newest_head, get_entry
from claims.services.witnessing import witness_head

MAX_PROOF_HASHES = 128
MAX_HEAD_CHARACTERS = 2_000


def size_field(help_text: str, **options: Any) -> serializers.IntegerField:
    """Return a field for a number of entries."""
    return serializers.IntegerField(min_value=1, max_value=LARGEST_BIGINT, help_text=help_text, **options)


class HeadSerializer(serializers.ModelSerializer[SignedHead]):
    """A signed head: the number and hash of the newest entry, and the root of the Merkle tree over all entries."""

    size = serializers.IntegerField(source="entry_id")
    entry_sha256 = serializers.CharField(source="entry.entry_sha256")

    class Meta:
        model = SignedHead
        fields = ("size", "entry_sha256", "root_sha256", "signed", "jws")


class InclusionQuerySerializer(serializers.Serializer[Any]):
    """An entry and the size of a tree."""

    sequence = size_field("The number of the entry.")
    size = size_field("The number of entries in the tree; without it, that of the newest head.", required=False)


class InclusionSerializer(serializers.Serializer[Any]):
    """The proof that an entry is in the log (RFC 9162, section 2.1.3)."""

    sequence = serializers.IntegerField()
    size = serializers.IntegerField()
    entry_sha256 = serializers.CharField()
    proof = serializers.ListField(child=serializers.CharField(), help_text="The hashes from the leaf to the root.")
    head = HeadSerializer(help_text="The signed head of this size.")


class ConsistencyQuerySerializer(serializers.Serializer[Any]):
    """Two sizes of the tree."""

    first = size_field("The smaller number of entries.")
    second = size_field("The larger number of entries; without it, that of the newest head.", required=False)


class ConsistencySerializer(serializers.Serializer[Any]):
    """The proof that the log only grew from one size to another (RFC 9162, section 2.1.4)."""

    first = serializers.IntegerField()
    second = serializers.IntegerField()
    proof = serializers.ListField(child=serializers.CharField())
    head = HeadSerializer(help_text="The signed head of the second size.")


class WitnessBodySerializer(Input):
    """A head of another desk."""

    head = StrictCharField(max_length=MAX_HEAD_CHARACTERS, help_text="The signed head, as a JSON Web Token.")
    first = serializers.IntegerField(
        min_value=0, max_value=LARGEST_BIGINT, help_text="The size from which the proof starts; 0 for the first head."
    )
    proof = serializers.ListField(
        child=serializers.RegexField(f"^[0-9a-f]{{{len(EMPTY_ROOT)}}}$"), max_length=MAX_PROOF_HASHES
    )


class CountersignatureSerializer(serializers.ModelSerializer[WitnessedHead]):
    """What this desk keeps of a head, signed with its own key."""

    class Meta:
        model = WitnessedHead
        fields = ("desk", "size", "root_sha256", "countersignature")


class LogResource(PublicResource):
    """The head of the log, and proofs about it. It needs no account."""

    authentication_classes = ()

    @extend_schema(operation_id="log_head", summary="The newest signed head", responses=HeadSerializer)
    def head_of_log(self, request: Request) -> Response:
        """Return the newest signed head."""
        return self.render(require_found(find_newest_head()), HeadSerializer)

    @extend_schema(
        operation_id="log_inclusion",
        summary="Prove that an entry is in the log",
        parameters=[InclusionQuerySerializer],
        responses=InclusionSerializer,
    )
    def inclusion(self, request: Request) -> Response:
        """Return the path from the leaf of an entry to the root of a signed head."""
        query = self.read_query(InclusionQuerySerializer)
        head = self._head(query.get("size"))
        if query["sequence"] > head.entry_id:
            raise NotFound
        entry: LogEntry = get_entry(query["sequence"])
        proof = get_inclusion_proof(entry.sequence, head.entry_id)
        facts = {"sequence": entry.sequence, "size": head.entry_id, "entry_sha256": entry.entry_sha256}
        return self.render({**facts, "proof": proof, "head": head}, InclusionSerializer)

    @extend_schema(
        operation_id="log_consistency",
        summary="Prove that the log only grew",
        parameters=[ConsistencyQuerySerializer],
        responses=ConsistencySerializer,
    )
    def consistency(self, request: Request) -> Response:
        """Return the hashes that link the roots of two sizes."""
        query = self.read_query(ConsistencyQuerySerializer)
        head = self._head(query.get("second"))
        if query["first"] > head.entry_id:
            raise BadValue(field="first")
        proof = get_consistency_proof(query["first"], head.entry_id)
        answer = {"first": query["first"], "second": head.entry_id, "proof": proof, "head": head}
        return self.render(answer, ConsistencySerializer)

    def _head(self, size: int | None) -> SignedHead:
        return require_found(find_head_of_size(size) if size else find_newest_head())


class WitnessResource(PublicResource):
    """The desk as a witness of the logs that its settings name."""

    authentication_classes = ()
    is_idempotent = False

    @extend_schema(
        operation_id="log_witness",
        summary="Countersign the head of another desk",
        request=WitnessBodySerializer,
        responses=CountersignatureSerializer,
    )
    def countersign(self, request: Request) -> Response:
        """Keep a head and countersign it, if it contains everything that the head kept before contains.

        The refusal `other_size` names the size from which the proof must start.
        """
        body = self.read_body(WitnessBodySerializer)
        kept = witness_head(jws=body["head"], first=body["first"], proof=body["proof"])
        return self.render(kept, CountersignatureSerializer)
