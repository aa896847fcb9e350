"""Mails: headers, who wrote which part of a chain, and attachments."""

from datetime import date

import pytest

from claims.file_refusals import BrokenFile
from claims.intake.document import Document
from claims.intake.documents import document_from_file
from claims.intake.jobs import document_from_json, document_to_json
from tests.intake.file_samples import make_mail

CHAIN = """\
Please check this. It is
from the ministry.

On Mon, 2 Mar 2026 at 09:00, Bob Stone <bob@press.example>
wrote:
> Crime rose by 40 percent.
>
> On 1 March 2026, Carla Diaz wrote:
>> Taxes fell by 3 percent.

---------- Forwarded message ---------
From: Dora Engel <dora@ministry.example>
Date: Sun, 1 Mar 2026 at 08:00
Subject: Numbers
To: <ana@town.example>

We built 300 homes.
"""


def written(document: Document) -> list[tuple[str, str]]:
    return [(document.text[row.start : row.end], row.speaker) for row in document.positions]


def test_headers_are_details_and_each_part_of_a_chain_has_its_writer() -> None:
    document = document_from_file("homes.eml", make_mail(CHAIN).as_bytes())
    assert (document.title, document.byline, document.published) == ("Homes", "Ana Lima", date(2026, 3, 3))
    assert written(document) == [
        ("Please check this. It is from the ministry.", "Ana Lima"),
        ("Crime rose by 40 percent.", "Bob Stone"),
        ("Taxes fell by 3 percent.", "Carla Diaz"),
        ("We built 300 homes.", "Dora Engel"),
    ]
    assert "ministry.example" not in document.text


def test_a_body_in_html_is_read_without_its_markup() -> None:
    mail = make_mail("unused", Subject="")
    mail.set_content("<p>The mayor said that <b>300</b> homes were built.</p><script>x()</script>", subtype="html")
    document = document_from_file("homes.eml", mail.as_bytes())
    assert document.text == "The mayor said that 300 homes were built."
    assert (document.title, document.guesses) == (document.text, ("title",))


def test_attachments_come_with_the_mail_and_pictures_in_the_text_do_not() -> None:
    mail = make_mail("See below.", {"report.txt": b"300 homes.", "../../evil.pdf": b"%PDF"})
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    mail.add_attachment(make_mail("Inner text.", Subject="Older mail"))
    document = document_from_file("homes.eml", mail.as_bytes())
    assert [file.name for file in document.attachments] == ["report.txt", "../../evil.pdf", "Older mail.eml"]
    assert document.attachments[0].data == b"300 homes."
    assert document_from_json(document_to_json(document)) == document


@pytest.mark.parametrize(
    "data",
    [
        b"The mayor said no, and this is no mail.",
        b"\xff\xfe\x00",
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 1_000,
    ],
)
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        document_from_file("homes.eml", data)
