"""The page on which an admin sets up the rating scale, from a template or from the current scale."""

from typing import Any

from anyascii import anyascii
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.rating_scales import (
    LABEL_CHARACTERS,
    MAX_POINTS,
    MAX_VALUE,
    MEANING_CHARACTERS,
    PICTURES,
    SCALE_TEMPLATES,
    SYMBOL_CHARACTERS,
    TONES,
    RatingScale,
    ScalePoint,
    points_of_template,
)
from claims.ratings import RATINGS
from claims.refusals import BadValue
from claims.selectors.scales import get_current_scale
from claims.services.scales import change_scale
from claims.web.access import SignedInRequest, require_ability

FURTHER_ROWS = 2
"""Empty rows below the points of a scale."""
CODE_CHARACTERS = 30
TEXTS = {
    "label": (_("Label"), _("Label (%(language)s)"), LABEL_CHARACTERS),
    "meaning": (_("Meaning"), _("Meaning (%(language)s)"), MEANING_CHARACTERS),
}
"""The texts of a point: the label in a desk of one language, that in a desk of several, and the longest text."""


class PointForm(forms.Form):
    """A point of the scale; without a label it is left out. The order of the points is that of their places."""

    place = forms.IntegerField(label=pgettext_lazy("order", "Place"), min_value=1, max_value=99, required=False)
    canonical = forms.ChoiceField(
        label=_("Counts as"), choices=[(code, row.label) for code, row in RATINGS.items()], required=False
    )
    tone = forms.ChoiceField(label=_("Colour"), choices=list(TONES.items()), required=False)
    picture = forms.ChoiceField(
        label=_("Picture"),
        choices=[("", pgettext_lazy("picture", "None")), *((code, row.label) for code, row in PICTURES.items())],
        required=False,
    )
    symbol = forms.CharField(label=_("Symbol or emoji"), max_length=SYMBOL_CHARACTERS, required=False)
    value = forms.IntegerField(label=_("Number"), min_value=0, max_value=MAX_VALUE, required=False)
    code = forms.SlugField(label=_("Code for programs"), max_length=CODE_CHARACTERS, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Add a label and a meaning for each language of the desk, before the other fields."""
        super().__init__(*args, **options)
        others = dict(self.fields)
        self.fields.clear()
        for name, (one, several, length) in TEXTS.items():
            for code, language in settings.LANGUAGES:
                label = one if len(settings.LANGUAGES) == 1 else several % {"language": language}
                self.fields[f"{name}_{code}"] = forms.CharField(label=label, max_length=length, required=False)
        self.fields.update(others)

    def point(self) -> ScalePoint | None:
        """Return the point; None for a row without a label."""
        values = self.cleaned_data
        labels, meanings = (_texts_by_language(name, values) for name in TEXTS)
        if not labels:
            return None
        code = values["code"] or _make_code(labels.get(settings.LANGUAGE_CODE, ""))
        return ScalePoint(
            code.replace("-", "_"), values["canonical"], values["tone"], labels, meanings, settings.LANGUAGE_CODE,
            values["symbol"], values["picture"], values["value"],
        )  # fmt: skip


def _texts_by_language(name: str, values: dict[str, Any]) -> dict[str, str]:
    return {code: text for code, _language in settings.LANGUAGES if (text := values.get(f"{name}_{code}"))}


def _make_code(label: str) -> str:
    """Return the code of a point that was given none: its label in small letters of ASCII."""
    return slugify(anyascii(label)).replace("-", "_")[:CODE_CHARACTERS].strip("_")


PointFormSet = forms.formset_factory(
    PointForm, extra=FURTHER_ROWS, max_num=MAX_POINTS, absolute_max=MAX_POINTS, validate_max=True
)


class ScaleKindForm(forms.Form):
    """Whether verdicts are rated with points or in own words."""

    kind = forms.ChoiceField(
        label=_("Verdicts are rated"),
        choices=[("points", _("with the points below")), ("words", _("in own words, without a scale"))],
        widget=forms.RadioSelect,
    )


@require_ability("scale.change")
@require_http_methods(["GET", "HEAD", "POST"])
def scale_page(request: SignedInRequest) -> HttpResponse:
    """Show the scale as a form, with `?from=` a template; POST saves it as a new version, or shows it first."""
    if request.method != "POST":
        points = _points_to_start_from(request.GET.get("from", ""))
        return _scale_response(request, _filled_kind(points), _filled_rows(points), points)
    kind, rows = ScaleKindForm(request.POST), PointFormSet(request.POST, prefix="points")
    if not (kind.is_valid() and rows.is_valid()):
        return _scale_response(request, kind, rows, status=422)
    points = () if kind.cleaned_data["kind"] == "words" else _read_points(rows)
    if "preview" in request.POST:
        return _scale_response(request, _filled_kind(points), _filled_rows(points), points)
    try:
        change_scale(by=request.user, points=points)
    except BadValue as refusal:
        return _scale_response(request, kind, rows, points, refusal=refusal, status=refusal.status)
    messages.success(
        request, gettext("The scale is changed. Published verdicts keep the one that they were made with.")
    )
    return redirect("scale")


def _points_to_start_from(template: str) -> tuple[ScalePoint, ...]:
    """Return the points of a template, or else of the current scale."""
    current = get_current_scale()
    if template not in SCALE_TEMPLATES and current.pk is not None:
        return current.points
    codes = [code for code, _language in settings.LANGUAGES]
    others = [code for code in codes if code != settings.LANGUAGE_CODE]
    name = template if template in SCALE_TEMPLATES else "standard"
    return points_of_template(name, [settings.LANGUAGE_CODE, *others])


def _read_points(rows: Any) -> tuple[ScalePoint, ...]:
    """Return the points in the order of their places; a row without one follows the row before it."""
    placed, place = [], 0
    for number, form in enumerate(rows):
        place = form.cleaned_data.get("place") or place
        if point := form.point():
            placed.append((place, number, point))
    return tuple(point for _place, _number, point in sorted(placed, key=lambda row: row[:2]))


def _filled_kind(points: tuple[ScalePoint, ...]) -> ScaleKindForm:
    return ScaleKindForm(initial={"kind": "points" if points else "words"})


def _filled_rows(points: tuple[ScalePoint, ...]) -> Any:
    initial = [
        {
            "place": place,
            **{f"label_{code}": text for code, text in point.labels.items()},
            **{f"meaning_{code}": text for code, text in point.meanings.items()},
            **{name: getattr(point, name) for name in ("canonical", "tone", "symbol", "picture", "value", "code")},
        }
        for place, point in enumerate(points, 1)
    ]
    return PointFormSet(initial=initial, prefix="points")


def _scale_response(
    request: SignedInRequest,
    kind: ScaleKindForm,
    rows: Any,
    points: tuple[ScalePoint, ...] = (),
    *,
    refusal: BadValue | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "kind": kind,
        "rows": rows,
        "preview": RatingScale(0, points),
        "templates": [(code, template.label) for code, template in SCALE_TEMPLATES.items()],
        "current": get_current_scale(),
        "refusal": refusal,
    }
    return render(request, "account/scale.html", context, status=status)
