"""What each role may do to a claim: the status of every move."""

from tests.web.access_rows import EDITORS_LED_ON, MODERATORS_LED_ON, AccessRow

MOVES: dict[str, AccessRow] = {
    "accept": AccessRow(EDITORS_LED_ON, "detected"),
    "dismiss": AccessRow(EDITORS_LED_ON, "detected", {"reason": "trivial"}),
    "reopen": AccessRow(EDITORS_LED_ON, "dismissed"),
    "take": AccessRow(EDITORS_LED_ON, "queued"),
    "release": AccessRow(EDITORS_LED_ON, "taken"),
    "submit": AccessRow("302 403 302 409 409", "taken"),
    "recall": AccessRow("302 403 302 403 403", "submitted"),
    "send_back": AccessRow(MODERATORS_LED_ON, "submitted", {"reason": "Count again."}),
    "approve": AccessRow(MODERATORS_LED_ON, "submitted"),
    "unapprove": AccessRow(MODERATORS_LED_ON, "approved"),
    "publish": AccessRow(MODERATORS_LED_ON, "approved"),
    "correct": AccessRow(EDITORS_LED_ON, "published", {"reason": "The count was wrong."}),
    "keep": AccessRow(EDITORS_LED_ON, "correcting"),
    "withdraw": AccessRow(MODERATORS_LED_ON, "published", {"reason": "It was never said."}),
}
