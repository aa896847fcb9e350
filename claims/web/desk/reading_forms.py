"""A reading as an editor fills it in: the passage, the chain as rows, the numbers as rows."""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from claims.bounds import LARGEST_INTEGER
from claims.models import Appearance, Attribution, Quantity, Source
from claims.number_format import parse_number_text
from claims.refusals import BadValue
from claims.selectors.passage_marks import find_passage_near
from claims.selectors.reading_json import reading_json
from claims.services.reading_corrections import MAX_ATTRIBUTIONS, MAX_QUANTITIES, AttributionInput, QuantityInput
from claims.web.forms import RawTextField
from claims.web.model_fields import model_field
from claims.web.reading_text import number_text

FormRows = list[dict[str, Any]]


class NumberField(forms.FloatField):
    """A number as people write it in their language: "7,000" is seven thousand."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Return the number, read without what groups its digits."""
        return super().clean(parse_number_text(value) if isinstance(value, str) else value)


class ReadingForm(forms.Form):
    """The passage, and how sure the text is of it."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    exact = RawTextField(
        label="Words of the claim",
        help_text="As they stand in the article, at or near this place.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hedged = forms.BooleanField(label="Hedged: the text is not sure of it", required=False)
    denied = forms.BooleanField(label="Denied: the source says that it is untrue", required=False)


class AttributionForm(forms.Form):
    """One source of the chain; a row left empty does not count."""

    use_required_attribute = False

    name = model_field(Source, "name", required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(choices=Source.Kind.choices, initial=Source.Kind.PERSON)
    cue = model_field(Attribution, "cue", widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        """A cue belongs to somebody."""
        super().clean()
        if self.cleaned_data.get("cue") and not self.cleaned_data.get("name") and "name" not in self.errors:
            self.add_error("name", "Name the source that these words belong to.")
        return self.cleaned_data


class QuantityForm(forms.Form):
    """One number of the claim; a row left empty does not count."""

    use_required_attribute = False

    modifier = model_field(
        Quantity, "modifier", widget=forms.TextInput(attrs={"placeholder": "at least", "autocomplete": "off"})
    )
    low = NumberField(label="From", required=False)
    high = NumberField(label="To", required=False)
    unit = model_field(Quantity, "unit", label="Of what")

    def clean(self) -> dict[str, Any]:
        """A number has an end at least on one side, and its ends in order."""
        super().clean()
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", "This is less than where it starts.")
        words = self.cleaned_data.get("unit") or self.cleaned_data.get("modifier")
        if low is None and high is None and words and not self.errors:
            self.add_error("low", "Give the number, or one end of it.")
        return self.cleaned_data


AttributionFormSet = forms.formset_factory(
    AttributionForm, extra=0, max_num=MAX_ATTRIBUTIONS, absolute_max=MAX_ATTRIBUTIONS, validate_max=True
)
QuantityFormSet = forms.formset_factory(
    QuantityForm, extra=0, max_num=MAX_QUANTITIES, absolute_max=MAX_QUANTITIES, validate_max=True
)


class FocusTarget(NamedTuple):
    """Where the keyboard goes on after rows have changed: in which rows, on which of them, at what."""

    rows: str
    at: int
    what: str


class ReadingCorrection:
    """The form with its two kinds of rows: from a saved reading, or as it was filled in."""

    def __init__(self, data: QueryDict | None = None, **initial: Any) -> None:
        self.form = ReadingForm(data, initial=initial.get("form"))
        self.rows: dict[str, Any] = {
            "chain": AttributionFormSet(data, initial=initial.get("chain"), prefix="chain"),
            "quantities": QuantityFormSet(data, initial=initial.get("quantities"), prefix="quantities"),
        }

    @classmethod
    def from_appearance(cls, place: Appearance, version: int) -> "ReadingCorrection":
        """The form as the saved reading has it."""
        said = reading_json(place)
        quantities = [
            {**each, "low": number_text(each["low"]), "high": number_text(each["high"])} for each in said["quantities"]
        ]
        return cls(form={**said, "version": version}, chain=said["sources"], quantities=quantities)

    def with_rows_changed(self, what: str) -> tuple["ReadingCorrection", FocusTarget]:
        """The form with its rows changed as a button says (`chain.up.1`), whatever else was typed kept."""
        name, step, at = _parse_button(what)
        rows: dict[str, Any] = {each: _submitted_rows(filled) for each, filled in self.rows.items()}
        rows[name], focus = ROW_ACTIONS[step](rows[name], at)
        whole = {field.name: field.value() for field in self.form}
        return ReadingCorrection(form=whole, **rows), FocusTarget(name, *focus)

    def initial_focus(self) -> FocusTarget:
        """Where the keyboard begins: at the first source, or at what adds one."""
        return FocusTarget("chain", 0, "first" if len(self.rows["chain"]) else "add")

    def set_focus(self, focus: FocusTarget) -> None:
        """Let the keyboard go on in the first field of a row, if that is where it is wanted."""
        rows = self.rows[focus.rows]
        if focus.what == "first" and focus.at < len(rows):
            next(iter(rows[focus.at].fields.values())).widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether all of it can be read."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def attributions(self) -> list[AttributionInput]:
        """The sources, without rows left empty."""
        return [AttributionInput(**row) for row in _initial_rows(self.rows["chain"]) if row["name"]]

    def quantities(self) -> list[QuantityInput]:
        """The numbers, without rows left empty."""
        given = _initial_rows(self.rows["quantities"])
        return [QuantityInput(**row) for row in given if (row["low"], row["high"]) != (None, None)]

    def service_arguments(self, place: Appearance) -> dict[str, Any]:
        """What the service is to write; refuses when the words do not stand near this place."""
        given = dict(self.form.cleaned_data)
        anchor = _changed_anchor(place, given.pop("exact"))
        return {**given, **anchor, "chain": self.attributions(), "quantities": self.quantities()}

    def list_errors(self) -> list[tuple[str, str, str]]:
        """All that is wrong: the field's id and label, and what is the matter with it."""
        fields = [field for form in chain([self.form], *self.rows.values()) for field in form]
        whole = chain(self.form.non_field_errors(), *(rows.non_form_errors() for rows in self.rows.values()))
        found = [(field.id_for_label, str(field.label), str(error)) for field in fields for error in field.errors]
        return [("", "", str(error)) for error in whole] + found


def _initial_rows(rows: Any) -> FormRows:
    return [form.cleaned_data for form in rows if form.cleaned_data]


def _submitted_rows(rows: Any) -> FormRows:
    return [{field.name: field.value() for field in form} for form in rows]


def _changed_anchor(place: Appearance, words: str) -> dict[str, int]:
    """Where the words stand, if they are others than before."""
    if words.split() == place.exact.split():
        return {}
    start, end = find_passage_near(place.article, words, place.start, place.end)
    return {"start": start, "end": end}


# Rows ------------------------------------------------------------------------------

EditedRows = tuple[FormRows, tuple[int, str]]
"""Rows as they are now, and where the keyboard goes on."""


def _parse_button(what: str) -> tuple[str, str, int]:
    """The rows, the step and the row that a button names; those that add name no row."""
    match = re.fullmatch(r"(chain|quantities)\.(add|remove|up|down)(?:\.([0-9]{1,3}))?", what)
    if match is None:
        raise BadValue
    return match[1], match[2], int(match[3] or 0)


def _add_row(rows: FormRows, _at: int) -> EditedRows:
    return [*rows, {}], (len(rows), "first")


def _remove_row(rows: FormRows, at: int) -> EditedRows:
    return rows[:at] + rows[at + 1 :], (0, "add")


def _move_row_up(rows: FormRows, at: int) -> EditedRows:
    if not 0 < at < len(rows):
        return rows, (at, "up")
    moved = [*rows[: at - 1], rows[at], rows[at - 1], *rows[at + 1 :]]
    return moved, (at - 1, "up" if at > 1 else "down")


def _move_row_down(rows: FormRows, at: int) -> EditedRows:
    moved, _ = _move_row_up(rows, at + 1)
    return moved, (at + 1, "down" if at + 2 < len(rows) else "up")


ROW_ACTIONS: dict[str, Callable[[FormRows, int], EditedRows]] = {
    "add": _add_row,
    "remove": _remove_row,
    "up": _move_row_up,
    "down": _move_row_down,
}
