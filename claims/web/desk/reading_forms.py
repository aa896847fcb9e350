"""The form that corrects a reading: the passage, the rows of the source chain and the rows of the quantities."""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.bounds import LARGEST_INTEGER
from claims.models import Appearance, Attribution, Claim, Quantity, Source
from claims.number_format import parse_number_text
from claims.quantity_words import number_text
from claims.refusals import BadValue
from claims.selectors.passage_marks import find_passage_near
from claims.selectors.reading_json import reading_json
from claims.services.reading_corrections import MAX_ATTRIBUTIONS, MAX_QUANTITIES, AttributionInput, QuantityInput
from claims.web.forms import RawTextField
from claims.web.model_fields import model_field

FormRows = list[dict[str, Any]]


class NumberField(forms.FloatField):
    """A number as people write it in their language: in English, "7,000" is seven thousand."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Return the number, read without digit grouping."""
        return super().clean(parse_number_text(value) if isinstance(value, str) else value)


class ReadingForm(forms.Form):
    """The statement, the passage, and how certain the text is about it."""

    version = forms.IntegerField(label=_("Version"), min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    statement = model_field(
        Claim,
        "statement",
        label=_("Statement"),
        help_text=_("The claim reworded so that it stands alone. Headlines use it; readers still see what was said."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    exact = RawTextField(
        label=_("Words of the claim"),
        help_text=_("Exactly as they appear in the article, at or near the marked passage."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hedged = forms.BooleanField(label=_("Hedged: the text presents it as uncertain"), required=False)
    assertion = model_field(Appearance, "assertion", label=_("Does the source assert it?"))


class AttributionForm(forms.Form):
    """One source of the chain. An empty row is ignored."""

    use_required_attribute = False

    name = model_field(
        Source, "name", label=_("Name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind.choices, initial=Source.Kind.PERSON)
    cue = model_field(Attribution, "cue", label=_("Cue"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        """Require a source for a cue."""
        super().clean()
        if self.cleaned_data.get("cue") and not self.cleaned_data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Enter the source of these words."))
        return self.cleaned_data


class QuantityForm(forms.Form):
    """One quantity of the claim. An empty row is ignored."""

    use_required_attribute = False

    modifier = model_field(
        Quantity,
        "modifier",
        label=_("Modifier"),
        widget=forms.TextInput(attrs={"placeholder": _("at least"), "autocomplete": "off"}),
    )
    low = NumberField(label=pgettext_lazy("lower bound", "From"), required=False)
    high = NumberField(label=pgettext_lazy("upper bound", "To"), required=False)
    unit = model_field(Quantity, "unit", label=_("Unit"))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("as the bounds say")), *Quantity.Kind.choices]
    )
    currency = model_field(
        Quantity,
        "currency",
        label=_("Currency"),
        widget=forms.TextInput(attrs={"placeholder": _("such as USD"), "autocomplete": "off", "size": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Require one bound at least, and the lower bound not above the upper one."""
        super().clean()
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("Enter a number that is not less than “From”."))
        has_text = self.cleaned_data.get("unit") or self.cleaned_data.get("modifier")
        if low is None and high is None and has_text and not self.errors:
            self.add_error("low", _("Enter a number."))
        return self.cleaned_data


AttributionFormSet = forms.formset_factory(
    AttributionForm, extra=0, max_num=MAX_ATTRIBUTIONS, absolute_max=MAX_ATTRIBUTIONS, validate_max=True
)
QuantityFormSet = forms.formset_factory(
    QuantityForm, extra=0, max_num=MAX_QUANTITIES, absolute_max=MAX_QUANTITIES, validate_max=True
)


class FocusTarget(NamedTuple):
    """The element that gets the focus: the set of rows, the row, and the control (`first` is its first field)."""

    rows: str
    row: int
    control: str


class ReadingCorrection:
    """The form and its two sets of rows, filled from a saved reading or from a request."""

    def __init__(self, data: QueryDict | None = None, **initial: Any) -> None:
        self.form = ReadingForm(data, initial=initial.get("form"))
        self.rows: dict[str, Any] = {
            "chain": AttributionFormSet(data, initial=initial.get("chain"), prefix="chain"),
            "quantities": QuantityFormSet(data, initial=initial.get("quantities"), prefix="quantities"),
        }

    @classmethod
    def from_appearance(cls, appearance: Appearance, version: int) -> "ReadingCorrection":
        """Return the form filled with the saved reading."""
        reading = reading_json(appearance)
        quantities = [
            {**row, "low": number_text(row["low"]), "high": number_text(row["high"])} for row in reading["quantities"]
        ]
        return cls(form={**reading, "version": version}, chain=reading["sources"], quantities=quantities)

    def with_rows_changed(self, button: str) -> tuple["ReadingCorrection", FocusTarget]:
        """Return the form with its rows changed by a button such as `chain.up.1`, and all other input unchanged."""
        name, action, index = _parse_button(button)
        rows: dict[str, Any] = {prefix: _submitted_rows(formset) for prefix, formset in self.rows.items()}
        rows[name], focus = ROW_ACTIONS[action](rows[name], index)
        values = {field.name: field.value() for field in self.form}
        return ReadingCorrection(form=values, **rows), FocusTarget(name, *focus)

    def initial_focus(self) -> FocusTarget:
        """Return the first focus: the first source, or the button that adds one."""
        return FocusTarget("chain", 0, "first" if len(self.rows["chain"]) else "add")

    def focus_statement(self) -> None:
        """Focus the statement."""
        self.form.fields["statement"].widget.attrs["autofocus"] = True

    def set_focus(self, focus: FocusTarget) -> None:
        """Focus the first field of a row if the target names one; the template focuses buttons."""
        rows = self.rows[focus.rows]
        if focus.control == "first" and focus.row < len(rows):
            next(iter(rows[focus.row].fields.values())).widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """Whether the form and all rows are valid."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def attributions(self) -> list[AttributionInput]:
        """Return the sources without empty rows."""
        return [AttributionInput(**row) for row in _cleaned_rows(self.rows["chain"]) if row["name"]]

    def quantities(self) -> list[QuantityInput]:
        """Return the quantities without empty rows."""
        rows = _cleaned_rows(self.rows["quantities"])
        return [QuantityInput(**row) for row in rows if (row["low"], row["high"]) != (None, None)]

    def service_arguments(self, appearance: Appearance) -> dict[str, Any]:
        """Return the arguments of `correct_reading`. Refuses words that are not near the passage in the article."""
        fields = dict(self.form.cleaned_data)
        anchor = _changed_anchor(appearance, fields.pop("exact"))
        return {**fields, **anchor, "chain": self.attributions(), "quantities": self.quantities()}

    def list_errors(self) -> list[tuple[str, str, str]]:
        """Return all errors as field id, label and message; id and label are empty for errors of the whole form."""
        fields = [field for form in chain([self.form], *self.rows.values()) for field in form]
        general = chain(self.form.non_field_errors(), *(rows.non_form_errors() for rows in self.rows.values()))
        of_fields = [(field.id_for_label, str(field.label), str(error)) for field in fields for error in field.errors]
        return [("", "", str(error)) for error in general] + of_fields


def _cleaned_rows(rows: Any) -> FormRows:
    return [form.cleaned_data for form in rows if form.cleaned_data]


def _submitted_rows(rows: Any) -> FormRows:
    return [{field.name: field.value() for field in form} for form in rows]


def _changed_anchor(appearance: Appearance, words: str) -> dict[str, int]:
    """Return the position of the words, or nothing if they did not change."""
    if words.split() == appearance.exact.split():
        return {}
    start, end = find_passage_near(appearance.article, words, appearance.start, appearance.end)
    return {"start": start, "end": end}


# Rows ------------------------------------------------------------------------------

EditedRows = tuple[FormRows, tuple[int, str]]
"""The changed rows, and the row and control that get the focus."""


def _parse_button(button: str) -> tuple[str, str, int]:
    """Return the rows, the action and the index of the row that a button names; `add` has no index."""
    match = re.fullmatch(r"(chain|quantities)\.(add|remove|up|down)(?:\.([0-9]{1,3}))?", button)
    if match is None:
        raise BadValue
    return match[1], match[2], int(match[3] or 0)


def _add_row(rows: FormRows, _index: int) -> EditedRows:
    return [*rows, {}], (len(rows), "first")


def _remove_row(rows: FormRows, index: int) -> EditedRows:
    return rows[:index] + rows[index + 1 :], (0, "add")


def _move_row_up(rows: FormRows, index: int) -> EditedRows:
    if not 0 < index < len(rows):
        return rows, (index, "up")
    moved = [*rows[: index - 1], rows[index], rows[index - 1], *rows[index + 1 :]]
    return moved, (index - 1, "up" if index > 1 else "down")


def _move_row_down(rows: FormRows, index: int) -> EditedRows:
    moved, _ = _move_row_up(rows, index + 1)
    return moved, (index + 1, "down" if index + 2 < len(rows) else "up")


ROW_ACTIONS: dict[str, Callable[[FormRows, int], EditedRows]] = {
    "add": _add_row,
    "remove": _remove_row,
    "up": _move_row_up,
    "down": _move_row_down,
}
