"""The reasons for the check-worthiness of a claim, in words for editors.

Of Django, this table imports the translations alone.

The reader gives each reason as a code with parameters. `words` are words of the claim that show it.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_SCORED = "not_scored"
"""The code of the one reason of a claim in a language whose check-worthiness is not learned."""
REASON_TEXTS: "dict[str, StrOrPromise]" = {
    "base": _("a sentence that shows none of the signs below"),
    NOT_SCORED: _("not scored: no check-worthiness is learned for this language"),
    "wording": _("all the other words together"),
    "number": _("gives a number: “%(words)s”"),
    "percent": _("gives a percentage: “%(words)s”"),
    "money": _("gives a sum of money: “%(words)s”"),
    "large_number": _("gives a large count: “%(words)s”"),
    "year": _("names a year: %(words)s"),
    "death_toll": _("gives a toll of people killed or hurt: “%(words)s”"),
    "attributed_toll": _("gives a toll of people killed or hurt, attributed to %(name)s: “%(words)s”"),
    "harm": _("speaks of people killed or hurt: “%(words)s”"),
    "record": _("speaks of a record or an extreme: “%(words)s”"),
    "compares_time": _("compares with an earlier time: “%(words)s”"),
    "share": _("gives a share of a whole: “%(words)s”"),
    "statistic": _("speaks of something that is measured: “%(words)s”"),
    "cause": _("says what caused what: “%(words)s”"),
    "comparison": _("compares or ranks: “%(words)s”"),
    "change": _("says that something rose or fell: “%(words)s”"),
    "vote": _("says who voted for or did what: “%(words)s”"),
    "opinion": _("gives an opinion or a wish: “%(words)s”"),
    "prediction": _("speaks of the future: “%(words)s”"),
    "question": _("asks a question"),
    "pleasantry": _("is a greeting or a courtesy: “%(words)s”"),
    "personal": _("speaks of a private life: “%(words)s”"),
    "rhetorical": _("is a figure of speech: “%(words)s”"),
    "procedural": _("is about the order of a meeting: “%(words)s”"),
    "best_sentence": _("The claim has several sentences. This one counts: “%(words)s”"),
    "anchored": _("can be held against a number or a date"),
    "relayed": _("passed on by %(name)s"),
    "named_source": _("has a named source: %(name)s"),
    "learned": _("like claims that this desk accepted or dismissed before"),
    "learned_words": _("like claims that this desk accepted or dismissed before: “%(words)s”"),
}
"""The text of each code but `earlier_checks`, whose text depends on the number."""


def is_unscored(reasons: Iterable[Mapping[str, Any]]) -> bool:
    """Whether no check-worthiness is learned for the language of a claim, so that its score says nothing."""
    return any(reason["code"] == NOT_SCORED for reason in reasons)


def describe_reason(reason: Mapping[str, Any]) -> str:
    """Return the text of a reason, as the database stores it, in the language of whoever reads it."""
    code, parameters = reason["code"], reason["parameters"]
    if code == "earlier_checks":
        count = int(parameters["count"])
        text = ngettext("like %(count)d earlier fact-check", "like %(count)d earlier fact-checks", count)
        return text % {"count": count}
    return str(REASON_TEXTS[code] % parameters)
