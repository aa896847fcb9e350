"""What a person says about a file or a page that they submit, and how it goes before what the document says."""

from dataclasses import replace
from typing import Any, TypedDict, Unpack

from claims.intake.article_text import to_one_line
from claims.intake.document import Document
from claims.models import Article, Submission
from claims.models.lengths import length_limit
from claims.services.article_checks import check_kind, check_reach, clean_media_url
from claims.services.lengths import check_lengths


class StatedLines(TypedDict, total=False):
    """Details of one line each."""

    title: str
    publisher: str
    byline: str
    speaker: str


def clean_details(*, kind: str, media_url: str, reach: int, **lines: Unpack[StatedLines]) -> dict[str, Any]:
    """Return the details for a submission, each line without breaks. Refuse what an article cannot have."""
    check_kind(kind)
    check_reach(reach)
    texts = {name: str(line) for name, line in lines.items()}
    check_lengths(Submission, media_url=media_url, **texts)
    cleaned = {name: to_one_line(line, length_limit(Submission, name)) for name, line in texts.items()}
    return {"kind": kind, "media_url": clean_media_url(media_url), "reach": reach, **cleaned}


def state_details(document: Document, submission: Submission) -> Document:
    """Return a document with what its submission states, which is no guess."""
    stated = {name: value for name in Submission.STATED_DETAILS if (value := getattr(submission, name))}
    return replace(
        document,
        kind=document.kind if submission.kind == Article.Kind.NEWS else submission.kind,
        speaker=submission.speaker,
        media_url=submission.media_url,
        guesses=tuple(name for name in document.guesses if name not in stated),
        **stated,
    )
