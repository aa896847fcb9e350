"""Files and URLs are stored at once, and a worker makes articles of them, however often it dies."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.intake import fetching
from claims.models import Article, Event, Submission, Tip, User
from claims.rate_limits import TooManyArticles
from claims.refusals import (
    BadValue,
    EmptyText,
    FieldTooLong,
    IllegalMove,
    NotAllowed,
    NotFound,
    TextTooLong,
    UnknownFileType,
)
from claims.selectors.submissions import list_unfetched_submission_ids, list_unfinished_submissions
from claims.services import task_wakeups
from claims.services.articles import submit_text
from claims.services.submissions import (
    FETCH_SUBMISSION_TASK,
    _begin_fetch,
    retry_submission,
    submit_file,
    submit_tip_page,
    submit_url,
)
from claims.services.submitted_details import StatedLines
from claims.services.tips import decline_tip, submit_tip
from claims.tasks import delete_expired_records, dispatch_readings, fetch_submission
from tests.intake.loopback_web import PAGE, LoopbackWeb, http_answer, redirect_answer
from tests.stories import make_article

DOOR = "claims.services.submissions.fetch_document"
URL = "https://courier.example/fire"


@pytest.fixture(autouse=True)
def _fake_internet(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DOOR, partial(fetching.fetch_article, network=web.network))


def fetched(submission: Submission) -> Submission:
    fetch_submission(submission.pk)
    submission.refresh_from_db()
    return submission


def test_submitting_a_url_fetches_nothing_and_the_worker_stores_the_article(web: LoopbackWeb, cora: User) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    submission = submit_url(url=web.url("/fire"), by=cora, reach=12)
    assert (web.requests, Article.objects.count(), submission.state) == ([], 0, "waiting")
    article = fetched(submission).article
    assert article
    assert (article.submitted_by, article.url, article.reach) == (cora, web.url("/fire"), 12)
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == [
        "submission.received",
        "article.submitted",
    ]


def test_a_task_that_runs_twice_fetches_once(web: LoopbackWeb, cora: User) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    submission = fetched(fetched(submit_url(url=web.url("/fire"), by=cora)))
    assert (len(web.requests), submission.attempts, Article.objects.count()) == (1, 1, 1)


def test_a_known_url_is_stored_at_once_and_a_redirect_to_one_at_the_end_of_the_fetch(
    web: LoopbackWeb, cora: User, edith: User
) -> None:
    known = make_article(cora, url=web.url("/fire"))
    assert submit_url(url=web.url("/fire"), by=edith).article == known
    web.pages["/short"], web.pages["/fire"] = redirect_answer(web.url("/fire")), http_answer(PAGE)
    assert fetched(submit_url(url=web.url("/short"), by=edith)).article == known
    assert Article.objects.count() == 1


def test_a_file_is_stored_until_the_worker_has_read_it(cora: User) -> None:
    submission = submit_file(name="trees.md", data=b"# Trees\n\n300 trees were planted.", by=cora)
    assert bytes(submission.data or b"").startswith(b"# Trees")
    article = fetched(submission).article
    assert article
    assert (article.title, "300 trees" in article.text, submission.data) == ("Trees", True, None)


def test_the_article_has_the_kind_and_the_speaker_of_its_submission(web: LoopbackWeb, cora: User) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    page = fetched(submit_url(url=web.url("/fire"), by=cora, kind="interview", speaker=" Ana  Lima ")).article
    post = submit_file(name="post.txt", data=b"We built 400 homes.", by=cora, kind="post", speaker="Ben Roy")
    file = fetched(post).article
    assert page
    assert file
    assert (page.kind, page.speaker) == ("interview", "Ana Lima")
    assert (file.kind, file.speaker) == ("post", "Ben Roy")


def test_what_is_stated_with_a_file_goes_before_what_the_file_says(cora: User) -> None:
    data = b"# Trees\n\n300 trees were planted."
    stated: StatedLines = {"title": " Trees  for the town ", "publisher": "Valley Courier", "byline": "Ana Lima"}
    day = date(2026, 3, 4)
    article = fetched(submit_file(name="trees.md", data=data, by=cora, published=day, **stated)).article
    assert article
    assert (article.title, article.publisher, article.byline) == ("Trees for the town", "Valley Courier", "Ana Lima")
    assert (article.published, article.guesses) == (day, ["language"])
    guessed = fetched(submit_file(name="oaks.txt", data=b"Oaks\n\nTwo oaks fell.", by=cora, byline="Ana Lima")).article
    assert guessed
    assert (guessed.title, guessed.byline, "title" in guessed.guesses) == ("Oaks", "Ana Lima", True)
    with pytest.raises(FieldTooLong):
        submit_file(name="trees.md", data=data, by=cora, title="x" * 301)


@pytest.mark.parametrize("details", [{"kind": "poem"}, {"speaker": "x" * 301}, {"reach": -1}])
def test_what_no_article_can_have_is_refused_at_once(cora: User, details: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        submit_url(url=URL, by=cora, **details)
    with pytest.raises(BadValue):
        submit_file(name="a.txt", data=b"Two trees fell.", by=cora, **details)
    assert not Submission.objects.exists()


def test_what_can_be_seen_at_once_is_refused_at_once(cora: User) -> None:
    for name, data, refusal in (
        ("a.png", b"\x89PNG", UnknownFileType),
        ("a.txt", b"", EmptyText),
        ("a.txt", b"w" * 5_000_001, TextTooLong),
    ):
        with pytest.raises(refusal):
            submit_file(name=name, data=data, by=cora)
    assert not Submission.objects.exists()


def test_a_failure_is_stored_with_its_sentence_and_code_and_can_be_tried_again(web: LoopbackWeb, cora: User) -> None:
    web.pages["/fire"] = http_answer(status="503 Service Unavailable")
    submission = fetched(submit_url(url=web.url("/fire"), by=cora))
    assert (submission.state, submission.error_code) == ("failed", "fetch_failed")
    assert submission.error.startswith("The site has an error (status 503).")
    assert list_unfinished_submissions(cora) == [submission]
    web.pages["/fire"] = http_answer(PAGE)
    retry_submission(submission_id=submission.pk, by=cora)
    assert fetched(submission).article
    assert list_unfinished_submissions(cora) == []
    with pytest.raises(IllegalMove):
        retry_submission(submission_id=submission.pk, by=cora)


def test_a_file_that_is_not_text_fails_with_its_refusal(cora: User) -> None:
    submission = fetched(submit_file(name="a.txt", data=b"half a\0word", by=cora))
    assert (submission.error_code, "NUL" in submission.error) == ("not_text", True)


def test_a_worker_that_is_killed_three_times_leaves_a_failed_submission(cora: User) -> None:
    submission = submit_url(url=URL, by=cora)
    now = timezone.now()
    for attempt in (1, 2, 3):
        with time_machine.travel(now + attempt * timedelta(minutes=2)):
            assert list_unfetched_submission_ids() == [submission.pk]
            assert _begin_fetch(submission.pk)
            assert _begin_fetch(submission.pk) is None  # it is being fetched
            assert list_unfetched_submission_ids() == []
    with time_machine.travel(now + timedelta(minutes=10)):
        fetch_submission(submission.pk)
    submission.refresh_from_db()
    assert (submission.state, submission.error_code) == ("failed", "interrupted")


def test_an_unexpected_error_fails_the_submission(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DOOR, lambda *_: 1 / 0)
    submission = fetched(submit_url(url=URL, by=cora))
    assert (submission.state, submission.error) == ("failed", "The page could not be read.")


def test_the_sweep_fetches_what_no_message_reached(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[object, ...]] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *what: sent.append(what))
    submission = submit_url(url=URL, by=cora)
    dispatch_readings()
    assert (FETCH_SUBMISSION_TASK, submission.pk) in sent


def test_the_file_of_a_failed_submission_is_erased_after_a_week(cora: User) -> None:
    submission = fetched(submit_file(name="a.txt", data=b"half a\0word", by=cora))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        delete_expired_records()
    submission.refresh_from_db()
    assert submission.data is None
    with pytest.raises(IllegalMove, match="no longer stored"):
        retry_submission(submission_id=submission.pk, by=cora)


def test_others_see_no_submission_of_a_contributor_and_editors_see_all(cora: User, edith: User, mona: User) -> None:
    submission = fetched(submit_file(name="a.txt", data=b"half a\0word", by=edith))
    with pytest.raises(NotFound):
        retry_submission(submission_id=submission.pk, by=cora)
    assert retry_submission(submission_id=submission.pk, by=mona).state == "waiting"


def test_the_tip_gets_the_article_of_its_page(web: LoopbackWeb, edith: User, cora: User) -> None:
    web.pages["/fire"] = http_answer(PAGE)
    tip, declined = (submit_tip(text=text, url=web.url("/fire")) for text in ("Was there a fire?", "Did cows fly?"))
    with pytest.raises(NotAllowed):
        submit_tip_page(tip_id=tip.pk, editor=cora)
    first, second = (submit_tip_page(tip_id=row.pk, editor=edith) for row in (tip, declined))
    decline_tip(tip_id=declined.pk, editor=edith, reason="opinion")
    assert fetched(first).article == fetched(second).article == Article.objects.get()
    assert Tip.objects.get(pk=tip.pk).article == first.article
    assert Tip.objects.get(pk=declined.pk).article is None


def test_the_database_keeps_a_submission_as_it_was(cora: User) -> None:
    submission = fetched(submit_file(name="a.txt", data=b"Two trees fell.", by=cora))
    rows = Submission.objects.filter(pk=submission.pk)
    for change in ({"url": "https://other.example/"}, {"state": "failed", "error": "x"}, {"article": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


@pytest.mark.parametrize("change", [{"speaker": "Ben Roy"}, {"kind": "post"}, {"claimed_url": URL}, {"reach": 9}])
def test_the_database_keeps_what_was_said_about_a_file_that_waits(cora: User, change: dict[str, Any]) -> None:
    submission = submit_file(name="a.txt", data=b"Two trees fell.", by=cora)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(**change)


@pytest.mark.parametrize("fields", [{}, {"url": URL, "file_name": "a.txt"}, {"url": URL, "claimed_url": URL}])
def test_the_database_knows_a_file_from_a_url(cora: User, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(submitted_by=cora, **fields)


def test_a_contributor_submits_a_limited_number_of_articles(
    cora: User, edith: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "articles", "2/hour")
    submit_text(text="Two trees fell.", by=cora)
    submit_file(name="a.txt", data=b"Three trees fell.", by=cora)
    for number in range(3):
        submit_text(text=f"{number} trees fell.", by=edith)
    with pytest.raises(TooManyArticles, match="Try again in"):
        submit_url(url=URL, by=cora)
    assert Submission.objects.count() == 1
