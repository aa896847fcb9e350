"""What each role may open: the statuses of every page, and of every move."""

from typing import Any, NamedTuple

ROLES = ("anonymous", "contributor", "editor", "moderator", "admin")
EVERYBODY = "200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200"
EDITORS = "302 403 200 200 200"
MODERATORS = "302 403 403 200 200"
LED_ON = "302 302 302 302 302"
EDITORS_LED_ON = "302 403 302 302 302"
EDITORS_CONFLICT = "302 403 409 409 409"
HOLDER_LED_ON = "302 403 302 409 409"
MODERATORS_LED_ON = "302 403 403 302 302"
OWNER = "302 404 200 404 404"
OWNER_LED_ON = "302 404 302 404 404"
ADMINS = "302 403 403 403 200"
ADMINS_LED_ON = "302 403 403 403 302"
ABSENT = "404 404 404 404 404"
"""This desk has no single sign-on."""
NOT_READY = "503 503 503 503 503"
"""No workers run in these tests."""


class AccessRow(NamedTuple):
    """The statuses for each of `ROLES`, the names of the URL's arguments, and the form that is sent."""

    statuses: str
    things: str = ""
    body: dict[str, Any] | None = None


DRAFT_FORM = {"version": 2, "rating": "true", "summary": "All of them.", "justification": "They were counted."}
EVIDENCE_FORM = {"question": "How many?", "answer": "298", "stance": "supports"}
READING_FORM = {"version": 3, "exact": "300 trees were planted", "assertion": "asserted"} | dict.fromkeys(
    [f"{form}-{part}" for form in ("chain", "quantities") for part in ("TOTAL_FORMS", "INITIAL_FORMS")], 0
)
WEBHOOK_FORM = {"url": "https://other.example/hook", "events": ["verdict.published"]}
SCALE_FORM = {"kind": "words", "points-TOTAL_FORMS": 0, "points-INITIAL_FORMS": 0}
WATCH_FORM = {
    "url": "https://herald.example/feed",
    "minutes": 15,
    "article_kind": "news",
    "reach": 0,
    "matching": "read",
    "others": "remembered",
}
SERIES_FORM = {"name": "Unemployment rate", "publisher": "Office for Figures"}
NEW_SERIES_FORM = {**SERIES_FORM, "unit": "%", "multiplier": 1, "frequency": "month"}
FIGURES_FORM = {"address": "https://stats.example/rate.csv", "published": "2026-04-18"}
WEIGHTS_FORM = {"checkworthiness": 50, "reach": 1, "tip_count": 1, "age": 1, "deadline": 1}
IDENTITY_FORM = {"name": "Facts", "time_zone": "UTC", "language": "en", "languages": ["en"]}
ARTICLE_FORM = {"source_kind": "text", "text": "Some news."}

ACCESS_TABLE: dict[tuple[str, str], AccessRow] = {
    ("GET", "desk"): AccessRow(LED_ON),
    ("GET", "send"): AccessRow(SIGNED_IN),
    ("GET", "desk_manifest"): AccessRow(EVERYBODY),
    ("GET", "keys"): AccessRow(SIGNED_IN),
    ("POST", "keys"): AccessRow(LED_ON, body={"accept": "+"}),
    ("GET", "my_data"): AccessRow(SIGNED_IN),
    ("POST", "my_data"): AccessRow(SIGNED_IN),
    ("GET", "removal"): AccessRow(ADMINS, "tip_kind tip"),
    ("POST", "removal"): AccessRow("302 403 403 403 422", "tip_kind tip", {"reason": "request"}),
    ("GET", "redaction"): AccessRow(ADMINS, "published"),
    ("POST", "redaction"): AccessRow("302 403 403 403 422", "published", {"reason": "request"}),
    ("GET", "density"): AccessRow(SIGNED_IN),
    ("POST", "density"): AccessRow(LED_ON, body={"density": "compact"}),
    ("GET", "time_zone"): AccessRow(SIGNED_IN),
    ("POST", "time_zone"): AccessRow(LED_ON, body={"time_zone": "Europe/Paris"}),
    ("GET", "tour"): AccessRow(LED_ON),
    ("POST", "tour"): AccessRow(LED_ON),
    ("GET", "tour_step"): AccessRow(LED_ON, "tour_step"),
    ("GET", "language"): AccessRow(SIGNED_IN),
    ("POST", "language"): AccessRow(LED_ON, body={"language": "en"}),
    ("GET", "articles"): AccessRow(SIGNED_IN),
    ("GET", "article_new"): AccessRow(SIGNED_IN),
    ("POST", "article_new"): AccessRow(LED_ON, body=ARTICLE_FORM),
    ("GET", "article"): AccessRow(SIGNED_IN, "article"),
    ("GET", "submission"): AccessRow(SIGNED_IN, "submission"),
    ("POST", "submission_retry"): AccessRow(LED_ON, "submission"),
    ("GET", "article_progress"): AccessRow(SIGNED_IN, "article"),
    ("POST", "article_retry"): AccessRow(MODERATORS_LED_ON, "failed"),
    ("POST", "article_reread"): AccessRow(EDITORS_LED_ON, "article"),
    ("GET", "article_newer_reading"): AccessRow(EDITORS, "reread"),
    ("POST", "article_newer_reading"): AccessRow(EDITORS_LED_ON, "reread"),
    ("GET", "article_details"): AccessRow(EDITORS, "article"),
    ("POST", "article_details"): AccessRow(
        EDITORS_LED_ON, "article", {"version": 1, "title": "Trees", "kind": "news", "language": ""}
    ),
    ("POST", "article_take_details"): AccessRow(EDITORS_CONFLICT, "article", {"version": 1, "byline": "Nobody"}),
    ("POST", "article_reach"): AccessRow(EDITORS_LED_ON, "article", {"reach": 12_000}),
    ("POST", "article_add_claim"): AccessRow(EDITORS_LED_ON, "article", {"exact": "Report"}),
    ("GET", "article_history"): AccessRow(SIGNED_IN, "article"),
    ("GET", "claim"): AccessRow(EDITORS, "taken"),
    ("GET", "claim_history"): AccessRow(EDITORS, "taken"),
    ("GET", "claim_event"): AccessRow(EDITORS, "taken event"),
    ("POST", "article_triage"): AccessRow("302 403 404 404 404", "article", {"name": "accept", "claim": f"{10**9}.1"}),
    ("GET", "claim_passage"): AccessRow(EDITORS, "taken"),
    ("GET", "claim_preview"): AccessRow(EDITORS, "taken"),
    ("GET", "claim_reading"): AccessRow(EDITORS, "taken"),
    ("POST", "claim_reading"): AccessRow(EDITORS_LED_ON, "taken", READING_FORM),
    ("POST", "claim_move"): AccessRow(EDITORS_LED_ON, "detected accept"),
    ("GET", "claim_comments"): AccessRow(EDITORS, "taken"),
    ("POST", "claim_comments"): AccessRow(EDITORS_LED_ON, "taken", {"text": "Look."}),
    ("GET", "comment_people"): AccessRow(EDITORS),
    ("POST", "comment_remove"): AccessRow("302 403 302 403 403", "comment"),
    ("POST", "comment_restore"): AccessRow("302 403 409 403 403", "comment"),
    ("POST", "claim_presence"): AccessRow(EDITORS, "taken", {"activity": "looking"}),
    ("POST", "article_presence"): AccessRow(EDITORS, "article", {"activity": "looking"}),
    ("POST", "lease_renew"): AccessRow(HOLDER_LED_ON, "taken"),
    ("POST", "lease_leave"): AccessRow("302 403 204 204 204", "taken"),
    ("POST", "claim_takeover"): AccessRow(MODERATORS_LED_ON, "taken"),
    ("POST", "claim_draft"): AccessRow(HOLDER_LED_ON, "taken", DRAFT_FORM),
    ("POST", "evidence_new"): AccessRow(HOLDER_LED_ON, "taken", EVIDENCE_FORM),
    ("POST", "evidence_page_preview"): AccessRow(EDITORS, "taken", {"url": "https://parks.example/count"}),
    ("GET", "evidence_item"): AccessRow(EDITORS_LED_ON, "evidence"),
    ("GET", "evidence_edit"): AccessRow(EDITORS, "evidence"),
    ("POST", "evidence_edit"): AccessRow(HOLDER_LED_ON, "evidence", EVIDENCE_FORM),
    ("POST", "evidence_delete"): AccessRow(HOLDER_LED_ON, "evidence"),
    ("POST", "evidence_fetch"): AccessRow(HOLDER_LED_ON, "evidence"),
    ("GET", "evidence_snapshot"): AccessRow(EDITORS, "evidence"),
    ("POST", "match_judge"): AccessRow(EDITORS_LED_ON, "match confirm"),
    ("GET", "tips"): AccessRow(EDITORS),
    ("POST", "tip_decide"): AccessRow(EDITORS_LED_ON, "tip decline", {"reason": "opinion"}),
    ("POST", "undo"): AccessRow(EDITORS_LED_ON, "decision"),
    ("POST", "undo_batch"): AccessRow(EDITORS_LED_ON, "batch"),
    ("GET", "search"): AccessRow(SIGNED_IN),
    ("GET", "queue"): AccessRow(EDITORS),
    ("POST", "queue_next"): AccessRow(EDITORS_LED_ON),
    ("GET", "dashboard"): AccessRow(EDITORS),
    ("GET", "dashboard_csv"): AccessRow(EDITORS, "figure"),
    ("GET", "claim_plan"): AccessRow(EDITORS, "queued"),
    ("POST", "claim_plan"): AccessRow(EDITORS_LED_ON, "queued", {"version": 2}),
    ("POST", "saved_search_save"): AccessRow(EDITORS_LED_ON, body={"name": "War", "query": "topic=war"}),
    ("POST", "saved_search_delete"): AccessRow("302 403 302 404 404", "view"),
    ("GET", "weights"): AccessRow(EDITORS),
    ("GET", "revisit"): AccessRow(EDITORS, "revisit"),
    ("GET", "watches"): AccessRow(EDITORS),
    ("POST", "watches"): AccessRow(EDITORS_LED_ON, body=WATCH_FORM),
    ("POST", "watches_import"): AccessRow("302 403 422 422 422"),
    ("GET", "watch_items"): AccessRow(EDITORS),
    ("POST", "watch_item_read"): AccessRow(EDITORS_LED_ON, "watch_item"),
    ("POST", "watch_item_leave"): AccessRow(EDITORS_LED_ON, "watch_item"),
    ("GET", "watch"): AccessRow(EDITORS, "watch"),
    ("POST", "watch"): AccessRow(EDITORS_LED_ON, "watch", WATCH_FORM),
    ("POST", "watch_visit"): AccessRow(EDITORS_LED_ON, "watch"),
    ("POST", "watch_pause"): AccessRow(EDITORS_LED_ON, "watch"),
    ("POST", "watch_resume"): AccessRow(EDITORS_CONFLICT, "watch"),
    ("POST", "watch_remove"): AccessRow(EDITORS_LED_ON, "watch"),
    ("POST", "watch_restore"): AccessRow(EDITORS_LED_ON, "removed_watch"),
    ("POST", "weights"): AccessRow("302 403 403 302 302", body=WEIGHTS_FORM),
    ("GET", "series_list"): AccessRow(EDITORS),
    ("POST", "series_list"): AccessRow(EDITORS_LED_ON, body=NEW_SERIES_FORM),
    ("GET", "series"): AccessRow(EDITORS, "series"),
    ("POST", "series"): AccessRow(EDITORS_LED_ON, "series", SERIES_FORM),
    ("GET", "series_csv"): AccessRow(EDITORS, "series"),
    ("POST", "series_remove"): AccessRow(EDITORS_LED_ON, "series"),
    ("POST", "series_restore"): AccessRow(EDITORS_LED_ON, "removed_series"),
    ("POST", "series_import_new"): AccessRow(EDITORS_LED_ON, "series", FIGURES_FORM),
    ("GET", "series_import"): AccessRow(EDITORS, "series_import"),
    ("POST", "series_import_choose"): AccessRow("302 403 422 422 422", "series_import"),
    ("POST", "series_import_confirm"): AccessRow(EDITORS_LED_ON, "series_import"),
    ("POST", "series_import_undo"): AccessRow(EDITORS_CONFLICT, "series_import"),
    ("POST", "figure_judge"): AccessRow(EDITORS_LED_ON, "queued series figure_start confirm"),
    ("POST", "figure_cite"): AccessRow(HOLDER_LED_ON, "taken series figure_start"),
}
"""The pages of the desk."""

PUBLIC: dict[tuple[str, str], AccessRow] = {
    ("GET", "front"): AccessRow(EVERYBODY),
    ("GET", "verdict"): AccessRow(EVERYBODY, "published 300-trees-were-planted"),
    ("GET", "stored_file"): AccessRow(ABSENT, "file_name"),
    ("GET", "verdict_revision"): AccessRow(EVERYBODY, "published revision"),
    ("GET", "verdict_numbers"): AccessRow(EVERYBODY, "published"),
    ("GET", "embed_numbers"): AccessRow(EVERYBODY, "published"),
    ("GET", "source_numbers"): AccessRow(ABSENT, "source"),
    ("GET", "topic"): AccessRow(EVERYBODY, "topic"),
    ("GET", "source"): AccessRow(EVERYBODY, "source the-mayor"),
    ("GET", "corrections"): AccessRow(EVERYBODY),
    ("GET", "robots"): AccessRow(EVERYBODY),
    ("GET", "sitemap"): AccessRow(EVERYBODY),
    ("GET", "sitemap_pages"): AccessRow(EVERYBODY),
    ("GET", "sitemap_part"): AccessRow(EVERYBODY, "block"),
    ("GET", "sitemap_news"): AccessRow(EVERYBODY),
    ("GET", "share_picture"): AccessRow(EVERYBODY, "published revision picture"),
    ("GET", "report_problem"): AccessRow(EVERYBODY, "published"),
    ("POST", "report_problem"): AccessRow(LED_ON, "published", {"reason": "other", "text": "Look again."}),
    ("GET", "report_received"): AccessRow(EVERYBODY, "published"),
    ("GET", "privacy"): AccessRow(EVERYBODY),
    ("GET", "how_we_rate"): AccessRow(EVERYBODY),
    ("GET", "scale"): AccessRow(ADMINS),
    ("POST", "scale"): AccessRow(ADMINS_LED_ON, body=SCALE_FORM),
    ("GET", "site_page"): AccessRow(EVERYBODY, "method"),
    ("GET", "logo"): AccessRow(EVERYBODY, "logo"),
    ("GET", "accent"): AccessRow(EVERYBODY, "accent"),
    ("GET", "tip_new"): AccessRow(EVERYBODY),
    ("POST", "tip_new"): AccessRow(LED_ON, body={"text": "Were 300 trees planted?"}),
    ("GET", "tip_status"): AccessRow(EVERYBODY, "asked"),
    ("GET", "moderation"): AccessRow(MODERATORS),
    ("POST", "case_next"): AccessRow(MODERATORS_LED_ON),
    ("GET", "case"): AccessRow(MODERATORS, "case"),
    ("GET", "case_unfolded"): AccessRow(MODERATORS_LED_ON, "published"),
    ("GET", "claim_duplicate"): AccessRow(EDITORS, "queued"),
    ("POST", "match_evidence"): AccessRow(EDITORS_CONFLICT, "match"),
    ("POST", "case_hold"): AccessRow(MODERATORS_LED_ON, "case"),
    ("POST", "case_release"): AccessRow(MODERATORS_LED_ON, "case"),
    ("POST", "case_decide"): AccessRow(MODERATORS_LED_ON, "case", {"move": "reject"}),
    ("POST", "claim_appeal"): AccessRow("302 404 302 302 302", "dismissed", {"reason": "It matters."}),
    ("GET", "claim_moderation"): AccessRow(MODERATORS, "submitted"),
    ("POST", "claim_moderation"): AccessRow(MODERATORS_LED_ON, "submitted", {"move": "approve", "version": 4}),
    ("POST", "report_close"): AccessRow(MODERATORS_LED_ON, "report", {"outcome": "upheld"}),
    ("GET", "users"): AccessRow(ADMINS),
    ("GET", "user_invite"): AccessRow(ADMINS),
    ("POST", "user_invite"): AccessRow(ADMINS_LED_ON, body={"email": "nils@desk.example", "role": "editor"}),
    ("GET", "identity"): AccessRow(ADMINS),
    ("POST", "identity"): AccessRow(ADMINS_LED_ON, body=IDENTITY_FORM),
    ("POST", "identity_restore"): AccessRow(ADMINS_LED_ON, "0"),
    ("GET", "site_pages"): AccessRow(ADMINS),
    ("GET", "site_page_edit"): AccessRow(ADMINS, "funding"),
    ("POST", "site_page_edit"): AccessRow(ADMINS_LED_ON, "funding", {"title": "Funding", "body": "Nobody pays."}),
    ("POST", "site_page_preview"): AccessRow(ADMINS, body={"body": "Nobody pays."}),
    ("POST", "site_page_restore"): AccessRow(ADMINS_LED_ON, "site_page_version"),
    ("GET", "roles"): AccessRow(ADMINS),
    ("POST", "roles"): AccessRow(ADMINS_LED_ON, body={"role": "editor", "mfa": "on"}),
    ("GET", "user"): AccessRow(ADMINS, "person"),
    ("POST", "user"): AccessRow(ADMINS_LED_ON, "person", {"name": "Edith", "role": "moderator"}),
    ("POST", "user_access"): AccessRow(ADMINS_LED_ON, "person", {"active": "no"}),
    ("POST", "user_invite_again"): AccessRow(ADMINS_LED_ON, "person"),
    ("GET", "my_submissions"): AccessRow(SIGNED_IN),
    ("GET", "health"): AccessRow(EVERYBODY),
    ("GET", "health_live"): AccessRow(EVERYBODY),
    ("GET", "health_ready"): AccessRow(NOT_READY),
    ("GET", "prometheus"): AccessRow(EVERYBODY),
    ("GET", "feed_atom"): AccessRow(EVERYBODY),
    ("GET", "feed_rss"): AccessRow(EVERYBODY),
    ("GET", "feed_json"): AccessRow(EVERYBODY),
    ("GET", "datafeed"): AccessRow(EVERYBODY),
    ("GET", "embed"): AccessRow(EVERYBODY, "published"),
    ("GET", "oembed"): AccessRow("400 400 400 400 400"),
    ("GET", "desk_exports"): AccessRow(ADMINS),
    ("POST", "desk_exports"): AccessRow(ADMINS_LED_ON),
    ("GET", "desk_export"): AccessRow("302 403 403 403 404", "article"),
    ("GET", "imports"): AccessRow(MODERATORS),
    ("POST", "imports"): AccessRow(MODERATORS_LED_ON, body={"address": "https://feeds.example/checks.json"}),
    ("GET", "import"): AccessRow(MODERATORS, "import"),
    ("POST", "import_map"): AccessRow("302 403 403 409 409", "import"),
    ("POST", "import_confirm"): AccessRow("302 403 403 409 409", "import"),
    ("POST", "import_undo"): AccessRow("302 403 403 409 409", "import"),
    ("GET", "import_refused"): AccessRow(MODERATORS, "import"),
    ("GET", "sso_login"): AccessRow(ABSENT),
    ("GET", "sso_callback"): AccessRow(ABSENT),
    ("GET", "notifications"): AccessRow(SIGNED_IN),
    ("GET", "notification"): AccessRow(OWNER_LED_ON, "notification"),
    ("POST", "notifications_seen"): AccessRow(LED_ON),
    ("GET", "notification_settings"): AccessRow(SIGNED_IN),
    ("POST", "notification_settings"): AccessRow(LED_ON, body={"mentioned": "digest"}),
    ("GET", "notifications_unsubscribe"): AccessRow(EVERYBODY, "unsubscribe"),
    ("POST", "notifications_unsubscribe"): AccessRow(EVERYBODY, "unsubscribe"),
    ("GET", "sessions"): AccessRow(SIGNED_IN),
    ("POST", "session_end"): AccessRow(OWNER_LED_ON, "session"),
    ("POST", "sessions_end_others"): AccessRow(LED_ON),
    ("GET", "tokens"): AccessRow(SIGNED_IN),
    ("POST", "tokens"): AccessRow("302 201 201 201 201", body={"name": "archive", "scopes": ["read"], "days": 30}),
    ("POST", "token_revoke"): AccessRow(OWNER_LED_ON, "key"),
    ("GET", "webhooks"): AccessRow(SIGNED_IN),
    ("POST", "webhooks"): AccessRow("302 201 201 201 201", body=WEBHOOK_FORM),
    ("GET", "webhook"): AccessRow(OWNER, "webhook"),
    ("POST", "webhook"): AccessRow(OWNER_LED_ON, "webhook", WEBHOOK_FORM),
    ("GET", "webhook_deliveries"): AccessRow(OWNER, "webhook"),
    ("POST", "webhook_rotate"): AccessRow(OWNER, "webhook"),
    ("POST", "webhook_test"): AccessRow(OWNER_LED_ON, "webhook"),
    ("POST", "webhook_pause"): AccessRow(OWNER_LED_ON, "webhook"),
    ("POST", "webhook_resume"): AccessRow("302 404 409 404 404", "webhook"),
    ("POST", "webhook_end"): AccessRow(OWNER_LED_ON, "webhook"),
    ("POST", "delivery_replay"): AccessRow(OWNER_LED_ON, "delivery"),
    ("GET", "log"): AccessRow(EVERYBODY),
    ("GET", "log_head"): AccessRow(EVERYBODY),
    ("GET", "log_key"): AccessRow(EVERYBODY),
    ("GET", "log_lines"): AccessRow(EVERYBODY),
}
"""The pages of readers, of moderators, and of accounts."""

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
