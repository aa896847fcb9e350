"""Mails (EML): the text with who wrote which part of a chain, the headers, and the attachments."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from claims.file_refusals import BrokenFile
from claims.intake.article_text import normalise_text
from claims.intake.positioned_text import PARAGRAPH_BREAK, Passage

MAX_ATTACHMENTS = 10
MAX_PARTS = 200
MAX_NAME_CHARACTERS = 120

_QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")
_FORWARDED = re.compile(
    r"\W*(?:-{2,}|_{5,})?\s*(?:(?:begin )?forwarded message|original message|message transféré|message d.origine|"
    r"weitergeleitete nachricht|ursprüngliche nachricht)\b.*|_{20,}",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(From|De|Von|Date|Sent|Envoyé|Gesendet|Datum|To|À|An|Cc|Subject|Objet|Betreff|Reply-To)\s?:\*?\s?(.*)"
)
_FROM = ("From", "De", "Von")
_WROTE = re.compile(
    r"(?:On|Le|Am)\s.*?(?:,|\d)\s(?P<name>[^,<>\d]{2,80}?)\s?(?:<[^<>]*>)?\s(?:wrote|a écrit|schrieb)\s?:$"
)
_ADDRESS = re.compile(r"\s*[<\[(].*|[\"']|\s*\(.*")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a mail."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: headers, the passages of its text with who wrote them, its attachments, and how many are left out."""

    subject: str
    sender: str
    sent: date | None
    passages: tuple[Passage, ...]
    attachments: tuple[Attachment, ...] = ()


def list_names(files: Sequence[Attachment]) -> str:
    """Return the names of attachments for people, the first `MAX_ATTACHMENTS` of them."""
    names = ", ".join(file.name for file in files[:MAX_ATTACHMENTS])
    return f"{names} …" if len(files) > MAX_ATTACHMENTS else names


def read_mail(data: bytes, read_html: Callable[[bytes, str], str]) -> Mail:
    """Read a mail; `read_html` returns the text of a body in HTML, given its bytes and charset. Raises `BrokenFile`."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not message.keys() or sum(1 for _ in message.walk()) > MAX_PARTS:
            raise BrokenFile
        sender = _name_of(str(message.get("From", "")))
        passages = tuple(_split_chain(_read_body(message, read_html), sender))
        attachments = tuple(_list_attachments(message))
        return Mail(normalise_text(str(message.get("Subject", ""))), sender, _read_day(message), passages, attachments)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFile from error


def _read_day(message: EmailMessage) -> date | None:
    header = message.get("Date")
    sent = getattr(header, "datetime", None)
    return sent.date() if isinstance(sent, datetime) else None


def _name_of(address: str) -> str:
    """Return the name in an address, or else the address."""
    name = normalise_text(_ADDRESS.sub("", address))
    return (name or normalise_text(address.strip("<> ")))[:MAX_NAME_CHARACTERS]


def _read_body(message: EmailMessage, read_html: Callable[[bytes, str], str]) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    payload = body.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = body.get_content_charset() or ""
    if body.get_content_type() == "text/html":
        return read_html(content, charset)
    try:
        return content.decode(charset or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


_WRAPPED_WROTE = re.compile(
    r"^((?:>[ \t]?)*(?:On|Le|Am) .{5,150})\n(?:>[ \t]?)*(.{0,60}(?:wrote|a écrit|schrieb)\s?:)[ \t]*$", re.MULTILINE
)


def _split_chain(text: str, sender: str) -> Iterator[Passage]:
    """Yield the paragraphs of a mail with their writers: the sender, and who wrote what is quoted or forwarded.

    A quoted passage belongs to whoever the line before its depth names; the signature mark and header lines go.
    """
    writers, lines, writer = {0: sender}, list[str](), sender
    in_headers = False
    for raw in [*_WRAPPED_WROTE.sub(r"\1 \2", text.replace("\r\n", "\n")).split("\n"), ""]:
        marks = _QUOTE_MARKS.match(raw)
        depth = marks[0].count(">") if marks else 0
        line = raw[marks.end() :].strip() if marks else raw.strip()
        header = _HEADER.fullmatch(line) if in_headers else None
        starts_chain = _FORWARDED.fullmatch(line) is not None
        wrote = _WROTE.fullmatch(line)
        by = next((writers[level] for level in range(depth, -1, -1) if level in writers), sender)
        if lines and (not line or starts_chain or wrote or by != writer):
            yield Passage(normalise_text(" ".join(lines)), PARAGRAPH_BREAK, speaker=writer)
            lines = []
        writer = by
        if starts_chain:
            in_headers = True
        elif header:
            if header[1] in _FROM:
                writers = {level: name for level, name in writers.items() if level < depth}
                writers[depth] = _name_of(header[2])
        elif wrote:
            writers[depth + 1] = _name_of(wrote["name"])
        elif line:
            in_headers = False
            lines.append(line)


def _list_attachments(message: EmailMessage) -> Iterator[Attachment]:
    """Yield the attachments in order, attached mails too; pictures in the text are none."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get("Content-ID") and part.get_content_maintype() == "image":
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            name = normalise_text(str(inner.get("Subject", ""))) or f"mail {number}"
            yield Attachment(f"{name[:MAX_NAME_CHARACTERS]}.eml", inner.as_bytes())
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            name = normalise_text(part.get_filename() or "") or f"attachment {number}"
            yield Attachment(name[-MAX_NAME_CHARACTERS:], payload)
