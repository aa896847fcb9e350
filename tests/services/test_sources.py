"""Sources are merged, split and told apart by people; what either name said belongs to both."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError

from claims.models import Source, SourceDistinction, SourceRole, User
from claims.refusals import BadValue, NotAllowed, NotFound
from claims.selectors.queue_filters import QueueFilter, filter_claims
from claims.selectors.source_details import describe_source, get_source, list_merge_suggestions
from claims.services.sources import (
    add_source_role,
    distinguish_sources,
    merge_sources,
    set_source_number,
    split_source,
)
from tests.selectors.test_origins import REUTERS, say


def make_source(name: str, kind: str = "organisation") -> Source:
    return Source.objects.create(name=name, key=Source.key_of(name), kind=kind)


def test_a_merged_source_shares_its_claims_until_it_is_split(edith: User) -> None:
    first = say(edith, "Herald", ("IFS", "organisation"), REUTERS)
    second = say(edith, "Post", ("Institute for Fiscal Studies", "organisation"))
    short, long = Source.objects.get(name="IFS"), Source.objects.get(name="Institute for Fiscal Studies")
    assert list_merge_suggestions(long) == [short]
    merge_sources(source_id=short.pk, into_id=long.pk, editor=edith)
    details = describe_source(get_source(long.pk))
    assert [place.claim for place in details.appearances] == [second, first]
    assert [(source.name, number) for source, number in details.relays] == [("Reuters", 1)]
    assert details.suggestions == []
    for name in ("ifs", "the Institute for Fiscal Studies"):
        found = filter_claims(QueueFilter(state="detected", source=name), edith).claims
        assert set(found) == {first, second}
    event = split_source(source_id=short.pk, editor=edith)
    assert event
    assert [place.claim for place in describe_source(get_source(long.pk)).appearances] == [second]
    assert split_source(source_id=short.pk, editor=edith) is None


def test_what_is_told_apart_is_suggested_no_more(edith: User) -> None:
    sisi, other = make_source("Abdel Fattah el-Sisi", "person"), make_source("El-Sisi", "person")
    assert list_merge_suggestions(sisi) == [other]
    assert distinguish_sources(source_id=other.pk, other_id=sisi.pk, editor=edith)
    assert distinguish_sources(source_id=sisi.pk, other_id=other.pk, editor=edith) is None
    assert list_merge_suggestions(sisi) == list_merge_suggestions(other) == []
    merge_sources(source_id=other.pk, into_id=sisi.pk, editor=edith)
    assert not SourceDistinction.objects.exists()


def test_chains_and_strangers_are_refused(edith: User, cora: User) -> None:
    first, second, third = (make_source(name) for name in ("First", "Second", "Third"))
    merge_sources(source_id=first.pk, into_id=second.pk, editor=edith)
    for source, into in ((third, first), (second, third), (third, third), (first, third)):
        with pytest.raises(BadValue):
            merge_sources(source_id=source.pk, into_id=into.pk, editor=edith)
    with pytest.raises(NotFound):
        merge_sources(source_id=third.pk, into_id=10**9, editor=edith)
    with pytest.raises(NotAllowed):
        merge_sources(source_id=third.pk, into_id=second.pk, editor=cora)


def test_roles_have_a_title_and_an_order_of_days(edith: User) -> None:
    source = make_source("Ana Lima", "person")
    role = add_source_role(source_id=source.pk, title="  Minister of Finance ", editor=edith, start=date(2024, 1, 2))
    assert (role.title, role.end) == ("Minister of Finance", None)
    for words in ({"title": " "}, {"title": "Mayor", "start": date(2024, 1, 2), "end": date(2023, 1, 1)}):
        with pytest.raises(BadValue):
            add_source_role(source_id=source.pk, editor=edith, **words)
    assert set_source_number(source_id=source.pk, external_id=" Q42 ", editor=edith)
    assert set_source_number(source_id=source.pk, external_id="Q42", editor=edith) is None


# The database ----------------------------------------------------------------------


def test_the_database_refuses_chains_of_merged_sources(edith: User) -> None:
    first, second, third = (make_source(name) for name in ("First", "Second", "Third"))
    merge_sources(source_id=first.pk, into_id=second.pk, editor=edith)
    with pytest.raises(ProgrammingError, match="merged into one that is not merged itself"):
        Source.objects.filter(pk=second.pk).update(merged_into=third)


def test_the_database_refuses_a_source_in_itself(db: None) -> None:
    source = make_source("First")
    with pytest.raises(IntegrityError, match="no_source_is_merged_into_itself"):
        Source.objects.filter(pk=source.pk).update(merged_into=source)


def test_the_database_refuses_backward_roles_and_distinctions(edith: User) -> None:
    source = make_source("First")
    with pytest.raises(IntegrityError, match="a_role_ends_after_its_start"):
        SourceRole.objects.create(source=source, title="Mayor", start=date(2024, 1, 2), end=date(2023, 1, 1))


def test_the_database_refuses_a_distinction_from_itself(edith: User) -> None:
    source = make_source("First")
    with pytest.raises(IntegrityError, match="a_distinction_is_between_two_sources"):
        SourceDistinction.objects.create(first=source, second=source, judged_by=edith)
