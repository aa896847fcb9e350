"""Refusals of files that the desk cannot or does not read; see `claims.refusals`."""

from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal


class NoCues(Refusal):
    code, status = "no_cues", 422
    title = _("This file has no subtitles: no line with two times stands in it.")


class TooManyCues(Refusal):
    code, status = "too_many_cues", 422
    title = _("This file has too many subtitles.")
    message = _("This file has more than %(limit)d subtitles. Cut the recording into parts and send them one by one.")


class BrokenFile(Refusal):
    code, status = "broken_file", 422
    title = _("This file is broken. Save it again in the program that made it, and send it again.")


class EncryptedFile(Refusal):
    code, status = "encrypted_file", 422
    title = _("This file is protected by a password. Save it without one and send it again.")


class TooManyPages(Refusal):
    code, status = "too_many_pages", 422
    title = _("This file has too many pages.")
    message = _("This file has %(pages)d pages; at most %(limit)d are read. Send the part that matters.")


class ScannedFile(Refusal):
    code, status = "scanned_file", 422
    title = _(
        "No page of this file has text: they are scans or pictures. Run text recognition on it and send it again."
    )


class FileWithMacros(Refusal):
    code, status = "file_with_macros", 422
    title = _("This file has macros, which can do harm. Save it without them, as .docx or .odt, and send it again.")


class InflatedFile(Refusal):
    code, status = "inflated_file", 422
    title = _("This file unpacks to far more than it seems to hold. It is not read.")
