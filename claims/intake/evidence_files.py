"""Files that are evidence: images, which are drawn anew, and PDFs, which are kept byte for byte. Their content counts,
not their name.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.bounds import MAX_EVIDENCE_FILE_BYTES
from claims.file_kinds import PDF, SUFFIXES
from claims.intake.file_readers import read_pdf_file
from claims.intake.images import CheckedFile, find_image_format, redraw_image
from claims.refusals import Refusal

MEGABYTE = 1_000_000
MAX_WIDTH_PIXELS, MAX_HEIGHT_PIXELS = 3_000, 12_000
"""Larger images are scaled down; a screenshot of a long page may be high."""

PDF_START, PDF_END = b"%PDF-", b"%%EOF"
PDF_END_BYTES = 2_048
"""Where the end of a PDF stands, counted from the end of the file."""

ACCEPTED_MEDIA_TYPES = ",".join((*SUFFIXES, "image/gif"))
"""For the `accept` attribute of a file input."""


class NotAnEvidenceFile(Refusal):
    code, status = "not_an_evidence_file", 422
    title = _("Only images (PNG, JPEG, WebP, GIF) and PDFs can be evidence; this file is neither, or it is broken.")


class EvidenceFileTooLarge(Refusal):
    code, status = "evidence_file_too_large", 413
    title = _("This file is too large.")
    message = _("This file is too large. Send one of at most %(limit)d MB.")


def read_evidence_file(data: bytes, *, with_text: bool = True) -> CheckedFile:
    """Return a file as it is to be stored, a PDF with its text if that is wanted.

    Raises `NotAnEvidenceFile`, `EvidenceFileTooLarge`, `NotAnImage` and `ImageTooLarge`.
    """
    check_size(data)
    if find_image_format(data):
        image = redraw_image(data, max_width=MAX_WIDTH_PIXELS, max_height=MAX_HEIGHT_PIXELS)
        check_size(image.data)
        return image
    if data.startswith(PDF_START) and PDF_END in data[-PDF_END_BYTES:]:
        return _read_pdf(data) if with_text else CheckedFile(data, PDF)
    raise NotAnEvidenceFile


def _read_pdf(data: bytes) -> CheckedFile:
    """Return a PDF byte for byte, with its text; a scan and a file with a password have none."""
    try:
        document = read_pdf_file(data, "", "", False)  # noqa: FBT003 - see `DocumentReader`
    except Refusal:
        return CheckedFile(data, PDF)
    return CheckedFile(data, PDF, text=document.text, positions=document.positions)


def describe_files() -> str:
    """Return a sentence that names the kinds of files and the size limit."""
    limit = {"size": MAX_EVIDENCE_FILE_BYTES // MEGABYTE}
    return (
        gettext(
            "An image (PNG, JPEG, WebP, GIF) or a PDF, up to %(size)d MB. Images are stored without their metadata."
            " You can also paste a screenshot here."
        )
        % limit
    )


def check_size(data: bytes) -> None:
    """Refuse a file that is too large to be stored."""
    if len(data) > MAX_EVIDENCE_FILE_BYTES:
        raise EvidenceFileTooLarge(limit=MAX_EVIDENCE_FILE_BYTES // MEGABYTE)
