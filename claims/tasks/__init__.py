"""Celery tasks: each takes an id, calls a service, and is safe to run twice and in any order.

Their names are those of this package, `claims.tasks.read_article`, wherever they stand in it.
"""

from claims.tasks.intake import dispatch_snapshots, fetch_snapshot, fetch_submission, read_figures, run_import
from claims.tasks.languages import activate_desk_language, deactivate_language
from claims.tasks.learning import learn_weights, rescore_open_claims
from claims.tasks.matching import compare_tips, suggest_matches
from claims.tasks.messages import (
    attempt_webhook_delivery,
    deliver_webhooks,
    mail_notifications,
    notify_reporters,
    notify_tip_readers,
)
from claims.tasks.publications import (
    draw_picture,
    put_out_publications,
    send_heads,
    shorten_waits_after_clock_step,
    sign_head,
    write_desk_exports,
    write_exports,
)
from claims.tasks.queue import release_expired_leases, reprioritise_queue
from claims.tasks.readings import dispatch_readings, load_reader, read_article, read_passage
from claims.tasks.upkeep import compute_metrics, delete_expired_records, delete_stale_presence, make_backup
from claims.tasks.vectors import encode_query, encode_texts
from claims.tasks.watches import dispatch_watches, fetch_watch_item, revisit_page, visit_watch

__all__ = [
    "activate_desk_language",
    "attempt_webhook_delivery",
    "compare_tips",
    "compute_metrics",
    "deactivate_language",
    "delete_expired_records",
    "delete_stale_presence",
    "deliver_webhooks",
    "dispatch_readings",
    "dispatch_snapshots",
    "dispatch_watches",
    "draw_picture",
    "encode_query",
    "encode_texts",
    "fetch_snapshot",
    "fetch_submission",
    "fetch_watch_item",
    "learn_weights",
    "load_reader",
    "mail_notifications",
    "make_backup",
    "notify_reporters",
    "notify_tip_readers",
    "put_out_publications",
    "read_article",
    "read_figures",
    "read_passage",
    "release_expired_leases",
    "reprioritise_queue",
    "rescore_open_claims",
    "revisit_page",
    "run_import",
    "send_heads",
    "shorten_waits_after_clock_step",
    "sign_head",
    "suggest_matches",
    "visit_watch",
    "write_desk_exports",
    "write_exports",
]
