"""The rows of the table of access about translations; the sample desk has one in French, German and Dutch each."""

from tests.translation_stories import FRENCH
from tests.web.access_rows import EDITORS, EDITORS_LED_ON, EVERYBODY, AccessRow

TRANSLATION_FORM = {"step": "submit", "version": 2, **FRENCH}
TRANSLATION_ROWS: dict[tuple[str, str], AccessRow] = {
    ("GET", "translation"): AccessRow(EVERYBODY, "fr published les-trois-cents-arbres"),
    ("GET", "translation_embed"): AccessRow(EVERYBODY, "fr published"),
    ("POST", "claim_translations"): AccessRow(EDITORS_LED_ON, "published", {"language": "es"}),
    ("GET", "claim_translation"): AccessRow(EDITORS, "published fr"),
    ("POST", "claim_translation"): AccessRow(EDITORS_LED_ON, "published nl", TRANSLATION_FORM),
}
