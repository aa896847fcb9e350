"""The rows of the table of access about translations; the sample desk has one in French, German and Dutch each."""

from tests.api.access_rows import EDITORS, MODERATORS, REASON_BODY, AccessRow

TRANSLATION_ROWS: dict[tuple[str, str], AccessRow] = {
    ("GET", "claim-translations"): AccessRow(EDITORS, "published"),
    ("POST", "claim-translations"): AccessRow("401 403 201 201 201", "published", {"language": "es"}),
    ("GET", "claim-translation"): AccessRow(EDITORS, "published fr"),
    ("PATCH", "claim-translation"): AccessRow(EDITORS, "published nl", {"version": 2, "summary": "Minder."}),
    ("DELETE", "claim-translation"): AccessRow("401 403 204 204 204", "published nl"),
    ("POST", "translation-submit"): AccessRow(EDITORS, "published nl"),
    ("POST", "translation-recall"): AccessRow(EDITORS, "published de"),
    ("POST", "translation-publish"): AccessRow(MODERATORS, "published de"),
    ("POST", "translation-send_back"): AccessRow(MODERATORS, "published de", REASON_BODY),
    ("POST", "translation-withdraw"): AccessRow(MODERATORS, "published fr", REASON_BODY),
}
