"""Redactions: an admin takes a passage out of a published verdict for good, in all its revisions.

The log keeps the hashes of what was published; a revision of its own names what was redacted. See `claims.log`.
"""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from claims.claimreview import serialize_json_ld
from claims.log.chain import sha256_of_value
from claims.log.redactions import RedactedEntry, Redaction
from claims.models import Claim, Event, Publication, Removal, User
from claims.permissions import demand
from claims.publication_cuts import cut_document, cut_page, is_rated_in_words
from claims.removal_reasons import REMOVAL_REASONS
from claims.selectors.identity import get_identity
from claims.selectors.publication_log import get_logged_content
from claims.selectors.redactions import preview_passage
from claims.services.claims import lock_claim
from claims.services.fact_checks import upsert_own_fact_check
from claims.services.publication_builder import next_revision
from claims.services.publication_log import lock_log
from claims.services.publication_records import save_publication
from claims.services.redacted_rows import cut_rows, fit_text
from claims.services.removal_records import check_removal_reason, create_removal, record_removal
from claims.services.share_pictures import delete_pictures
from claims.word_cuts import Cut, make_passage_cut

Kind = Publication.Kind


@transaction.atomic
def redact_passage(*, claim_id: int, passage: str, reason: str, note: str = "", by: User) -> Event:
    """Take a passage out of everything that the desk says about a claim; `reason` is a code of `REMOVAL_REASONS`.

    It goes from all revisions of the verdict, and from the rows of the desk from which a correction would be written.
    Nobody can undo it. A new revision says that words were taken out, and why.
    """
    demand(by, "data.remove")
    check_removal_reason(reason, note)
    claim = lock_claim(claim_id)
    preview_passage(claim_id, passage)
    removal = create_removal(kind="passage", subject=claim_id, reason=reason, note=note, by=by)
    cut = make_passage_cut(passage)
    cut_rows(claim, cut)
    published = Publication.objects.get(current_of=claim)
    kind = Kind.WITHDRAWN if published.kind == Kind.WITHDRAWN else Kind.REDACTED
    publication = publish_redaction(claim, removal, cut, kind)
    Claim.objects.filter(pk=claim_id).update(publication=publication, version=claim.version + 1)
    return record_removal(removal, claim=claim)


def publish_redaction(claim: Claim, removal: Removal, cut: Cut, kind: Kind) -> Publication:
    """Cut all revisions of a verdict and its translations, and save the one whose log entry names them.

    The claim is yet to point to it.
    """
    lock_log()
    transaction.on_commit(lambda: delete_pictures(claim.pk))
    revisions = list(Publication.objects.filter(claim=claim).select_related("log_entry").order_by("revision"))
    entries = tuple(filter(None, (_cut_publication(each, cut) for each in revisions)))
    newest = Publication.objects.get(current_of=claim)
    redaction = Redaction(removal.reason, entries)
    publication = save_publication(_build_redaction(newest, removal, redaction, kind, next_revision(claim)))
    for shown in Publication.objects.filter(current_translation__claim=claim):
        upsert_own_fact_check(shown)
    return publication


def _cut_publication(publication: Publication, cut: Cut) -> RedactedEntry | None:
    """Cut a published revision; returns its entry with the hashes of what is left, None if it has none of the words."""
    columns = {
        name: fit_text(Publication, name, cut(getattr(publication, name)))
        for name in ("note", "claim_text", "claimant", "summary")
    }
    after = {
        **columns, "document": cut_document(publication.document, cut, in_words=is_rated_in_words(publication.page)),
        "page": cut_page(publication.page, cut),
    }  # fmt: skip
    changed = {name: value for name, value in after.items() if value != getattr(publication, name)}
    if not changed:
        return None
    Publication.objects.filter(pk=publication.pk).update(**changed)
    left, entry = get_logged_content(publication.pk), publication.log_entry
    return RedactedEntry(entry.sequence, entry.entry_sha256, {name: sha256_of_value(left[name]) for name in changed})


def _build_redaction(
    newest: Publication, removal: Removal, redaction: Redaction, kind: Kind, revision: int
) -> Publication:
    """Return the revision that follows a cut one."""
    now = timezone.now()
    note = newest.note if kind == Kind.WITHDRAWN else _public_note(removal, kind)
    document = _next_document(newest.document, revision, now, note)
    return Publication(
        claim_id=newest.claim_id,
        verdict_id=newest.verdict_id,
        revision=revision,
        kind=kind,
        note=note,
        claim_text=newest.claim_text,
        claimant=newest.claimant,
        scale_id=newest.scale_id,
        rating=newest.rating,
        summary=newest.summary,
        document=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        page=newest.page,
        redaction=redaction.to_json(),
        published=now,
        published_by=removal.removed_by,
    )


def _public_note(removal: Removal, kind: Kind) -> str:
    """Return what readers are told, in the language of the desk."""
    with override(get_identity().language):
        words = {"reason": str(REMOVAL_REASONS[removal.reason])}
        if kind == Kind.REMOVED:
            return gettext("This verdict was removed. The reason: %(reason)s.") % words
        return gettext("Words were removed and replaced by [removed]. The reason: %(reason)s.") % words


def _next_document(document: str, revision: int, now: datetime, note: str) -> str:
    changes = {
        "version": revision,
        "dateModified": now.isoformat(timespec="seconds"),
        "correction": {"@type": "CorrectionComment", "text": note},
    }
    return serialize_json_ld({**json.loads(document), **changes})
