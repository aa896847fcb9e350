"""Internal comments on a claim: mentions, removal by the author, and no trace in public."""

from typing import Any

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment, Event, User
from claims.selectors.comments import PAGE_SIZE, get_comment, newest_page
from claims.services.comments import add_comment, remove_comment
from claims.services.exports import write_export
from claims.templatetags.comment_tags import render_comment_text
from claims.workflow import Role
from tests.people import create_user_with_role
from tests.stories import make_publication, make_submitted_verdict, make_taken_claim

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def post_comment(claim: Claim, author: User, text: str) -> Comment:
    return add_comment(claim_id=claim.pk, author=author, text=text)


def shown_comments(comment: Comment) -> str:
    return render_comment_text(get_comment(comment.pk))


def claim_page_text(client: Client, claim: Claim, name: str = "claim") -> str:
    return client.get(reverse(name, args=[claim.pk])).content.decode()


def post_form(client: Client, claim: Claim, **given: Any) -> Any:
    return client.post(reverse("claim_comments", args=[claim.pk]), given, headers=HTMX)


# Writing and reading -----------------------------------------------------------------


def test_a_comment_appears_on_the_claim_and_moderation_pages(client: Client, edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    post_comment(claim, edith, "Counted in May.\nNot in June.")
    client.force_login(mona)
    for name in ("claim", "claim_moderation"):
        shown = claim_page_text(client, claim, name)
        assert "Counted in May.\nNot in June." in shown
        assert reverse("claim_presence", args=[claim.pk]) in shown
        assert 'action="/comments/' not in shown
    assert post_form(client, claim, text="Good.\r\n").status_code == 200
    assert [comment.text for comment in Comment.objects.all()] == ["Counted in May.\nNot in June.", "Good."]
    assert Event.objects.filter(verb="comment.added", actor=mona).count() == 1


def test_a_sent_comment_returns_with_newer_comments_of_others(desk: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    known = post_comment(claim, edith, "Known.")
    post_comment(claim, emil, "Meanwhile.")
    answer = post_form(desk, claim, text="And this.", after=known.pk).content.decode()
    assert "Known." not in answer
    assert answer.index("Meanwhile.") < answer.index("And this.")
    assert f'name="after" value="{Comment.objects.latest("pk").pk}"' in answer


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001, "nul\x00"])
def test_an_invalid_comment_is_refused_and_its_text_stays(desk: Client, edith: User, text: str) -> None:
    answer = post_form(desk, make_taken_claim(edith), text=text)
    assert answer.status_code == 422
    assert text.strip("\x00") in answer.content.decode()
    assert not Comment.objects.exists()


def test_urls_become_links_and_everything_else_is_escaped(edith: User) -> None:
    claim = make_taken_claim(edith)
    text = (
        "See https://parks.example/trees?a=1&b=2, (http://town.example/a). "
        '<b>javascript:alert(1)</b> https://x.example/"onclick=1 '
    )
    link = '<a href="{0}" rel="noopener nofollow ugc">{0}</a>'
    assert shown_comments(post_comment(claim, edith, text)) == (
        f"See {link.format('https://parks.example/trees?a=1&amp;b=2')}, ({link.format('http://town.example/a')}). "
        f"&lt;b&gt;javascript:alert(1)&lt;/b&gt; {link.format('https://x.example/')}&quot;onclick=1"
    )


def test_many_comments_are_paginated(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    for number in range(PAGE_SIZE + 3):
        post_comment(claim, edith, f"Comment {number:03}.")
    shown = claim_page_text(desk, claim)
    assert "Comment 002." not in shown
    assert shown.index("Comment 003.") < shown.index("Comment 022.")
    cursor = newest_page(claim).next
    earlier = desk.get(reverse("claim_comments", args=[claim.pk]), {"cursor": cursor}, headers=HTMX).content.decode()
    assert "Comment 002." in earlier
    assert "Comment 003." not in earlier
    assert "Earlier comments" not in earlier
    whole = desk.get(reverse("claim_comments", args=[claim.pk])).content.decode()
    assert "<h1" in whole
    assert "Comment 022." in whole


# Removing ----------------------------------------------------------------------------


def test_the_author_removes_and_restores_a_comment(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    comment = post_comment(claim, edith, "Too soon.")
    removed = desk.post(reverse("comment_remove", args=[comment.pk]), headers=HTMX).content.decode()
    assert "Removed by Edith" in removed
    assert "Too soon." not in removed + claim_page_text(desk, claim)
    restored = desk.post(reverse("comment_restore", args=[comment.pk]), headers=HTMX).content.decode()
    assert "Too soon." in restored
    verbs = list(Event.objects.filter(verb__startswith="comment.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["comment.added", "comment.removed", "comment.restored"]


def test_only_the_author_removes_a_comment_and_only_once(desk: Client, edith: User, mona: User) -> None:
    comment = post_comment(make_taken_claim(edith), mona, "It stays.")
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 403
    desk.force_login(mona)
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 302
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 409
    assert desk.post(reverse("comment_remove", args=[2**62])).status_code == 404


def test_the_database_refuses_to_change_or_delete_a_comment(edith: User) -> None:
    comment = post_comment(make_taken_claim(edith), edith, "So it was.")
    rows = Comment.objects.filter(pk=comment.pk)
    for broken in (lambda: rows.update(text="It was not."), rows.delete, lambda: _is_empty(comment)):
        with pytest.raises(Error), transaction.atomic():
            broken()
    assert Comment.objects.get().text == "So it was."


def _is_empty(comment: Comment) -> None:
    Comment.objects.create(claim=comment.claim, author=comment.author, text="")


# Mentions ----------------------------------------------------------------------------


def mentioned_names(text: str, author: User, claim: Claim) -> list[str]:
    comment = post_comment(claim, author, text)
    return sorted(str(mention.user) for mention in comment.mentions.select_related("user"))


def test_a_comment_mentions_the_people_it_names(edith: User, emil: User, mona: User, cora: User) -> None:
    jones, _ = create_user_with_role("Jo Jones", Role.EDITOR), create_user_with_role("Jo Smith", Role.EDITOR)
    ruth = create_user_with_role("Ruth Ode", Role.EDITOR)
    claim = make_taken_claim(edith)
    assert mentioned_names("@emil and @MONA, look. @Emil!", edith, claim) == ["Emil", "Mona"]
    assert mentioned_names("@Jo Jones: this one", edith, claim) == [str(jones)]
    assert mentioned_names("@Jo: which of you?", edith, claim) == []
    assert mentioned_names("(@Ruth.)", edith, claim) == [str(ruth)]
    assert (
        mentioned_names("@Edith, myself; @Cora, who cannot read this; mail@emil.example; @@Emil; @Emilia", edith, claim)
        == []
    )
    User.objects.filter(pk=emil.pk).update(is_active=False)
    assert mentioned_names("@Emil has left", edith, claim) == []
    assert cora.role == "contributor"


def test_a_comment_full_of_names_runs_few_queries(edith: User, emil: User, django_assert_max_num_queries: Any) -> None:
    claim = make_taken_claim(edith)
    with django_assert_max_num_queries(8):
        assert mentioned_names("@x %_\\ @% " * 300 + "@Emil", edith, claim) == []


def test_only_names_of_mentioned_people_are_marked(edith: User, emil: User) -> None:
    marked = shown_comments(post_comment(make_taken_claim(edith), edith, "@emil and @Nobody <@Emil>"))
    name = '<span class="comment__name">{}</span>'
    assert marked == f"{name.format('@emil')} and @Nobody &lt;{name.format('@Emil')}&gt;"


# Not public --------------------------------------------------------------------------


def test_no_public_page_feed_or_response_contains_comments(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    claim = published.claim
    post_comment(claim, edith, "Between us: xyzzy.")
    write_export(name="claimreview.json")
    urls = [
        published.get_absolute_url(), reverse("verdict_revision", args=[claim.pk, 1]), reverse("front"),
        reverse("feed_atom"), reverse("feed_json"), reverse("datafeed"), reverse("embed", args=[claim.pk]),
        f"/api/v1/publications/{claim.pk}/", "/api/v1/changes/", f"/api/v1/publications/{claim.pk}/revisions/1/",
    ]  # fmt: skip
    answers = [client.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {200}
    assert not [url for url, answer in zip(urls, answers, strict=True) if b"xyzzy" in answer.getvalue()]


def test_no_event_contains_the_text_of_a_comment(edith: User) -> None:
    comment = post_comment(make_taken_claim(edith), edith, "Between us: xyzzy.")
    remove_comment(comment_id=comment.pk, author=edith)
    assert "xyzzy" not in str(list(Event.objects.values_list("data", flat=True)))


def test_names_are_offered_of_colleagues_who_read_comments(desk: Client, emil: User, cora: User) -> None:
    url = reverse("comment_people")
    assert 'data-name="Emil"' in desk.get(url, {"q": "eMi"}).content.decode()
    for start in ("Cora", "%", "_", "mil", "\0nobody", "x" * 500):
        assert "option" not in desk.get(url, {"q": start}).content.decode()
