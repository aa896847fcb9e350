"""From a text to a reading: every step in order."""

from datetime import date

from claims.nlp import model
from claims.nlp.assembly import Setting, attributed, own_voice, unrepeated
from claims.nlp.attribution import attributions
from claims.nlp.chains import chained
from claims.nlp.coreference import Cast
from claims.nlp.languages import language
from claims.nlp.legibility import legible
from claims.nlp.pages import page
from claims.nlp.reading import Claim, Reading

ENGLISH = "en"


def read(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    """Find the claims of a text; `title` names people whom the text itself may only call by a surname."""
    clean = legible(text)
    spoken = language(clean)
    if spoken != ENGLISH:
        note = f"This text is in another language ({spoken}); only English is read, so no claims were looked for."
        return Reading(model.pipeline_name(), spoken, (), (note,))
    blocks = page(clean)
    setting = Setting(clean, blocks, Cast(clean, legible(title or "")), day(published))
    said = [attributed(setting, group) for group in chained(attributions(clean, blocks))]
    claims = unrepeated(setting, [*said, *own_voice(setting, said)])
    claims.sort(key=lambda claim: (claim.span.start, claim.span.end))
    return Reading(model.pipeline_name(), ENGLISH, tuple(claims), _notes(published, claims))


def day(published: str | None) -> date | None:
    """The day of publication, or nothing where it is not a date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _notes(published: str | None, claims: list[Claim]) -> tuple[str, ...]:
    notes = []
    if any(not when.value for claim in claims for when in claim.times) and day(published) is None:
        notes.append("The day of publication is not known, so days such as \u201cTuesday\u201d could not be dated.")
    if not claims:
        notes.append("No claim was found in this text.")
    return tuple(notes)
