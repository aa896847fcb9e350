"""What the desk says to itself about a claim: heard by whom it names, taken back by its author, read by nobody else."""

from typing import Any

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Comment, Event, Mention, User
from claims.selectors.comments import PAGE_SIZE, get_comment, newest_page
from claims.services.comments import add_comment, remove_comment
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


# Said and read -----------------------------------------------------------------------


def test_a_comment_stands_on_the_claims_page_and_on_the_moderators(client: Client, edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    post_comment(claim, edith, "Counted in May.\nNot in June.")
    client.force_login(mona)
    for name in ("claim", "moderate"):
        shown = claim_page_text(client, claim, name)
        assert "Counted in May.\nNot in June." in shown
        assert reverse("claim_presence", args=[claim.pk]) in shown
        assert "Take back" not in shown
    assert post_form(client, claim, text="Good.\r\n").status_code == 200
    assert [comment.text for comment in Comment.objects.all()] == ["Counted in May.\nNot in June.", "Good."]
    assert Event.objects.filter(verb="comment.added", actor=mona).count() == 1


def test_what_is_sent_comes_back_with_what_others_said_meanwhile(desk: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    known = post_comment(claim, edith, "Known.")
    post_comment(claim, emil, "Meanwhile.")
    answer = post_form(desk, claim, text="And this.", after=known.pk).content.decode()
    assert "Known." not in answer
    assert answer.index("Meanwhile.") < answer.index("And this.")
    assert f'name="after" value="{Comment.objects.latest("pk").pk}"' in answer


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001, "nul\x00"])
def test_what_cannot_be_said_is_refused_and_nothing_typed_is_lost(desk: Client, edith: User, text: str) -> None:
    answer = post_form(desk, make_taken_claim(edith), text=text)
    assert answer.status_code == 422
    assert text.strip("\x00") in answer.content.decode()
    assert not Comment.objects.exists()


def test_addresses_become_links_and_nothing_else_does(edith: User) -> None:
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


def test_many_comments_are_shown_a_window_at_a_time(desk: Client, edith: User) -> None:
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


# Taken back --------------------------------------------------------------------------


def test_its_author_takes_a_comment_back_and_puts_it_back(desk: Client, edith: User) -> None:
    claim = make_taken_claim(edith)
    comment = post_comment(claim, edith, "Too soon.")
    gone = desk.post(reverse("comment_remove", args=[comment.pk]), headers=HTMX).content.decode()
    assert "Removed by Edith" in gone
    assert "Too soon." not in gone + claim_page_text(desk, claim)
    back = desk.post(reverse("comment_restore", args=[comment.pk]), headers=HTMX).content.decode()
    assert "Too soon." in back
    verbs = list(Event.objects.filter(verb__startswith="comment.").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["comment.added", "comment.removed", "comment.restored"]


def test_nobody_else_takes_it_back_and_nobody_twice(desk: Client, edith: User, mona: User) -> None:
    comment = post_comment(make_taken_claim(edith), mona, "It stays.")
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 403
    desk.force_login(mona)
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 302
    assert desk.post(reverse("comment_remove", args=[comment.pk])).status_code == 409
    assert desk.post(reverse("comment_remove", args=[2**62])).status_code == 404


def test_the_database_keeps_what_was_said_however_it_is_asked(edith: User) -> None:
    comment = post_comment(make_taken_claim(edith), edith, "So it was.")
    comments_ = Comment.objects.filter(pk=comment.pk)
    for broken in (lambda: comments_.update(text="It was not."), comments_.delete, lambda: _is_empty(comment)):
        with pytest.raises(Error), transaction.atomic():
            broken()
    assert Comment.objects.get().text == "So it was."


def _is_empty(comment: Comment) -> None:
    Comment.objects.create(claim=comment.claim, author=comment.author, text="")


# Named -------------------------------------------------------------------------------


def mention_count(text: str, author: User, claim: Claim) -> list[str]:
    comment = post_comment(claim, author, text)
    return sorted(str(mention.user) for mention in comment.mentions.select_related("user"))


def test_whom_a_comment_names_is_told(edith: User, emil: User, mona: User, cora: User) -> None:
    jones, _ = create_user_with_role("Jo Jones", Role.EDITOR), create_user_with_role("Jo Smith", Role.EDITOR)
    ruth = create_user_with_role("Ruth Ode", Role.EDITOR)
    claim = make_taken_claim(edith)
    assert mention_count("@emil and @MONA, look. @Emil!", edith, claim) == ["Emil", "Mona"]
    assert mention_count("@Jo Jones: this one", edith, claim) == [str(jones)]
    assert mention_count("@Jo: which of you?", edith, claim) == []
    assert mention_count("(@Ruth.)", edith, claim) == [str(ruth)]
    assert (
        mention_count("@Edith, myself; @Cora, who cannot read this; mail@emil.example; @@Emil; @Emilia", edith, claim)
        == []
    )
    User.objects.filter(pk=emil.pk).update(is_active=False)
    assert mention_count("@Emil has left", edith, claim) == []
    assert cora.role == "contributor"


def test_a_comment_full_of_names_asks_little(edith: User, emil: User, django_assert_max_num_queries: Any) -> None:
    claim = make_taken_claim(edith)
    with django_assert_max_num_queries(8):
        assert mention_count("@x %_\\ @% " * 300 + "@Emil", edith, claim) == []


def test_names_are_marked_and_only_those_that_were_told(edith: User, emil: User) -> None:
    marked = shown_comments(post_comment(make_taken_claim(edith), edith, "@emil and @Nobody <@Emil>"))
    name = '<span class="comment__name">{}</span>'
    assert marked == f"{name.format('@emil')} and @Nobody &lt;{name.format('@Emil')}&gt;"


def test_mentions_wait_under_for_you_until_the_claim_was_open(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    post_comment(claim, edith, "@Emil, is this yours?")
    client.force_login(emil)
    waiting = client.get(reverse("mentions")).content.decode()
    assert "is this yours?" in waiting
    assert 'class="bar__link" href="/mentions/"' in waiting
    assert f"/claims/{claim.pk}/#comment-" in waiting
    client.post(reverse("claim_presence", args=[claim.pk]), {"activity": "looking"}, headers=HTMX)
    seen = client.get(reverse("mentions")).content.decode()
    assert "is this yours?" in seen
    assert 'class="bar__link" href="/mentions/"' not in seen


def test_all_mentions_can_be_put_away_and_those_of_others_stay(
    client: Client, edith: User, emil: User, mona: User
) -> None:
    post_comment(make_taken_claim(edith), edith, "@Emil and @Mona, look.")
    client.force_login(emil)
    client.post(reverse("mentions_seen"))
    assert [mention.user for mention in Mention.objects.filter(seen=None)] == [mona]


def test_what_was_taken_back_calls_nobody(client: Client, edith: User, emil: User) -> None:
    comment = post_comment(make_taken_claim(edith), edith, "@Emil, forget it.")
    remove_comment(comment_id=comment.pk, author=edith)
    client.force_login(emil)
    assert "Nobody has named you" in client.get(reverse("mentions")).content.decode()


# Nobody else reads them --------------------------------------------------------------


def test_no_public_page_feed_or_answer_has_them(client: Client, edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    post_comment(claim, edith, "Between us: xyzzy.")
    doors = [
        reverse("verdict", args=[claim.pk]), reverse("verdict_revision", args=[claim.pk, 1]), reverse("front"),
        reverse("feed_atom"), reverse("feed_json"), reverse("datafeed"), reverse("embed", args=[claim.pk]),
        f"/api/v1/publications/{claim.pk}/", "/api/v1/changes/", f"/api/v1/publications/{claim.pk}/revisions/1/",
    ]  # fmt: skip
    answers = [client.get(door) for door in doors]
    assert {answer.status_code for answer in answers} == {200}
    assert not [door for door, answer in zip(doors, answers, strict=True) if b"xyzzy" in answer.getvalue()]


def test_no_event_keeps_what_was_said_so_that_taking_back_takes_back(edith: User) -> None:
    comment = post_comment(make_taken_claim(edith), edith, "Between us: xyzzy.")
    remove_comment(comment_id=comment.pk, author=edith)
    assert "xyzzy" not in str(list(Event.objects.values_list("data", flat=True)))
