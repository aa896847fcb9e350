"""`{% url %}` gives the address that Django gives, and makes it once."""

from typing import Any

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from claims.templatetags import url_tag


def page(**values: Any) -> str:
    """Return the address of the page of a claim, by the tag."""
    return Template("{% url 'claim' number %}").render(Context(values))


def test_addresses_are_those_of_django_and_are_made_once() -> None:
    url_tag._find_address.cache_clear()
    for number in (7, "7", 7, 8):
        assert page(number=number) == reverse("claim", args=[number])
    assert url_tag._find_address.cache_info().misses == 2
    set_script_prefix("/desk/")
    try:
        assert page(number=7) == "/desk/claims/7/"
    finally:
        set_script_prefix("/")


def test_an_address_can_be_a_variable_and_one_that_does_not_exist_is_empty_there() -> None:
    shown = Template("{% url 'claim' number as address %}[{{ address }}]")
    assert shown.render(Context({"number": 7})) == f"[{reverse('claim', args=[7])}]"
    assert shown.render(Context({"number": "x"})) == "[]"
    with pytest.raises(NoReverseMatch):
        page(number="x")
