"""Files of evidence: uploaded first, then named by their hash in a piece of evidence."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.bounds import MAX_EVIDENCE_FILE_BYTES
from claims.models import StoredFile
from claims.selectors.stored_files import get_stored_file, signed_file_path
from claims.services.stored_files import store_file


class StoredFileSerializer(serializers.ModelSerializer[StoredFile]):
    """A stored file. An image is drawn anew, without its metadata; a PDF has no width and height."""

    address = serializers.SerializerMethodField(help_text="Where to read the file; it works for an hour.")

    class Meta:
        model = StoredFile
        fields = ("sha256", "media_type", "size_bytes", "width", "height", "is_removed", "address")

    def get_address(self, file: StoredFile) -> str:
        """Return the address with its key."""
        return str(self.context["request"].build_absolute_uri(signed_file_path(file)))


class EvidenceFileSerializer(ModelInput):
    """An image (PNG, JPEG, WebP, GIF) or a PDF. Its content counts, not its name or the type that is named."""

    file = serializers.FileField(allow_empty_file=True)

    class Meta:
        model = StoredFile
        fields = ("file",)


class FilesResource(Resource):
    """Files of evidence."""

    abilities = {"create": "verdicts.draft", "retrieve": "claims.see"}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="files_create",
        summary="Upload a file of evidence",
        request={"multipart/form-data": EvidenceFileSerializer},
        responses={201: StoredFileSerializer},
    )
    def create(self, request: Request) -> Response:
        """Store an image or a PDF of at most 10 MB. Name its `sha256` as `file` of evidence, with an `alt_text`.

        A file that no evidence has is deleted after some days. The same file twice is stored once.
        """
        body: dict[str, Any] = self.read_body(EvidenceFileSerializer)
        file = store_file(data=body["file"].read(MAX_EVIDENCE_FILE_BYTES + 1), by=self.current_user)
        where = reverse("api:file", args=[file.sha256], request=request)
        return self.render(file, StoredFileSerializer, 201, where)

    @extend_schema(operation_id="files_retrieve", summary="A file of evidence", responses=StoredFileSerializer)
    def retrieve(self, request: Request, sha256: str) -> Response:
        """Return a file, with an address at which it can be read."""
        return self.render(get_stored_file(sha256), StoredFileSerializer)
