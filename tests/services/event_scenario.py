"""A scenario that counts the events of the services it calls, and the services that leave one."""

import inspect
from collections.abc import Callable
from typing import Any

from claims.models import Event
from claims.services import (
    appeals,
    article_details,
    articles,
    batch_triage,
    cases,
    claims,
    comments,
    evidence,
    fact_checks,
    identity,
    keys,
    languages,
    learned_weights,
    matches,
    moderation,
    plans,
    priority_weights,
    publications,
    queue,
    reading_corrections,
    relations,
    reports,
    role_rules,
    saved_searches,
    scales,
    site_pages,
    snapshots,
    sources,
    submissions,
    tips,
    topics,
    translation_drafts,
    translations,
    undo,
    users,
    verdicts,
)

SERVICES = (
    appeals, article_details, articles, batch_triage, cases, claims, comments, evidence, fact_checks, identity, keys,
    languages, learned_weights, matches, moderation, plans, priority_weights, publications, queue, reading_corrections,
    relations, reports, role_rules, saved_searches, scales, site_pages, snapshots, sources, submissions, tips, topics,
    translation_drafts, translations, undo, users, verdicts,
)  # fmt: skip
SERVICES_WITHOUT_EVENTS = {
    "add_author", "check_another_admin_stays", "check_case", "check_move", "copy_verdict_to_draft",
    "create_article_from_tip", "credit_author", "drop_draft", "erase_submitted_files", "fetch_error_text",
    "fetch_snapshot_page", "get_or_create_snapshot", "get_own_draft", "lock_article", "lock_claim", "lock_snapshot",
    "lock_translation", "lock_unmatched_claim", "lock_user",
    "mail_language", "make_claim_move", "make_tip_key", "open_draft", "record_failed_page",
    "record_fetched_page", "record_known_page", "register_address", "require_relation_kind", "restart_reading",
    "restore_details",
    "restore_evidence", "restore_plan", "restore_reading",
    "save_publication", "submit_text", "submit_tip_page", "take_offered_details", "take_step", "undo_obstacle",
    "update_reach_of_claims",
    "upsert_own_fact_check",
}  # fmt: skip


def list_services() -> set[str]:
    """Return the names of all public services that record events."""
    return {
        f"{module.__name__}.{name}"
        for module in SERVICES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and name not in SERVICES_WITHOUT_EVENTS
    }


class EventScenario:
    """Calls services one after the other, and checks that each leaves one event."""

    def __init__(self) -> None:
        self.services: set[str] = set()

    def __call__(self, service: Callable[..., Any], **words: Any) -> Any:
        before = Event.objects.count()
        result = service(**words)
        assert Event.objects.count() == before + 1, service
        self.services.add(f"{service.__module__}.{service.__name__}")
        return result
