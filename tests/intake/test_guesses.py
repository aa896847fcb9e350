"""What a page declares about itself is known; what a program finds in its text is a guess."""

from claims.intake.documents import document_from_file
from claims.intake.jobs import document_from_json, document_to_json

BODY = "<p>" + "The mayor said that 300 trees were planted in the town this year. " * 5 + "</p>"


def test_declared_details_are_no_guesses() -> None:
    head = (
        '<title>Trees</title><meta property="og:title" content="Trees for the town">'
        '<meta property="article:published_time" content="2026-03-04"><meta name="author" content="Dana Whitlock">'
        '<meta property="og:site_name" content="Town Courier">'
    )
    page = f"<html><head>{head}</head><body><article><h1>Trees for the town</h1>{BODY}</article></body></html>"
    document = document_from_file("a.html", page.encode())
    assert (document.title, document.byline, document.publisher) == (
        "Trees for the town",
        "Dana Whitlock",
        "Town Courier",
    )
    assert document.guesses == ()


def test_what_stands_in_the_text_is_a_guess() -> None:
    page = f"<html><body><article><h1>Trees for the town</h1><p>By Dana Whitlock</p>{BODY}</article></body></html>"
    document = document_from_file("a.html", page.encode())
    assert "title" in document.guesses
    assert document_from_json(document_to_json(document)) == document


def test_the_first_line_of_a_text_is_a_guess_at_its_title() -> None:
    assert document_from_file("a.txt", b"Trees for the town\n\nThere are 300.").guesses == ("title",)
    assert document_from_file("a.md", b"# Trees\n\nThere are 300.").guesses == ()
