"""The parts of a reading as text, so that two readings can be compared."""

from django.utils.translation import gettext, pgettext

from claims.event_data.claims import ClaimReading, ReadLink
from claims.models import Appearance, Source
from claims.number_format import format_number
from claims.quantity_words import quantity_text

ASSERTION_LABELS = dict(Appearance.Assertion.choices)
SOURCE_KIND_LABELS = dict(Source.Kind.choices)


def reading_parts(reading: ClaimReading) -> dict[str, str]:
    """Return the text of each part that an editor can correct, by its label."""
    position = {"start": format_number(reading.start), "end": format_number(reading.end)}
    return {
        gettext("Statement"): reading.statement,
        gettext("Passage"): " ".join(reading.exact.split()),
        gettext("Position"): gettext("characters %(start)s to %(end)s") % position,
        gettext("Source chain"): " → ".join(map(attribution_text, reading.sources)) or gettext("the article itself"),
        gettext("Quantities"): ", ".join(map(quantity_text, reading.quantities)) or pgettext("quantities", "none"),
        gettext("Hedged"): gettext("yes") if reading.hedged else gettext("no"),
        gettext("Assertion"): str(ASSERTION_LABELS.get(reading.assertion, reading.assertion)),
    }


def attribution_text(link: ReadLink) -> str:
    """Describe a link of the source chain: its name, its kind and its cue."""
    name = gettext("%(pronoun)s (not resolved)") % {"pronoun": link.name} if link.unresolved else link.name
    cue = ", " + gettext("“%(text)s”") % {"text": link.cue} if link.cue else ""
    return f"{name} ({SOURCE_KIND_LABELS.get(link.kind, link.kind)}{cue})"
