"""When tasks run and where: the queue of a task, and the seconds between two runs of a periodic one."""

from environ import Env

BROKER_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 3,
    "visibility_timeout": 600,
    "unacked_restore_interval": 30,
    "unacked_restore_throttle": 1,
}
"""How the client of the broker waits, and when the task of a dead worker is given to another."""

QUEUE_PLACES = {
    "deliver": ("DELIVER_THREADS", 8),
    "default": ("DEFAULT_THREADS", 2),
    "intake": ("INTAKE_PROCESSES", 2),
    "watch": ("WATCH_PROCESSES", 4),
    "match": ("MATCH_THREADS", 1),
    "slow": ("SLOW_THREADS", 2),
}
"""The queues that share a worker: the variable that says how many of their tasks it runs at a time, and its default."""

TASK_QUEUES = {
    "read_article": "read",
    "read_passage": "read",
    "load_reader": "read",
    "notify_reporters": "deliver",
    "mail_notifications": "deliver",
    "attempt_webhook_delivery": "deliver",
    "run_import": "intake",
    "read_figures": "intake",
    "fetch_submission": "intake",
    "notify_tip_readers": "deliver",
    "fetch_snapshot": "intake",
    "visit_watch": "watch",
    "fetch_watch_item": "watch",
    "revisit_page": "watch",
    "send_heads": "deliver",
    "encode_texts": "embed",
    "encode_query": "embed",
    "suggest_matches": "match",
    "compare_tips": "match",
    "make_backup": "slow",
    "compute_metrics": "slow",
    "reprioritise_queue": "slow",
    "learn_weights": "slow",
    "rescore_open_claims": "slow",
    "delete_expired_records": "slow",
    "write_exports": "slow",
    "write_desk_exports": "slow",
    "draw_picture": "slow",
}
"""Tasks that do not run on the queue `default`. What fetches and parses the pages of strangers runs on `intake`,
what the desk visits by itself on `watch`: dead sites hold up nobody who waits.

Nothing long runs on `default`: its sweeps find the work whose message was lost.
"""

TASK_SECONDS = {
    "dispatch_readings": 3.0,
    "put_out_publications": 5.0,
    "dispatch_snapshots": 20.0,
    "dispatch_watches": 5.0,
    "encode_texts": 5.0,
    "suggest_matches": 20.0,
    "sign_head": 600.0,
    "send_heads": 30.0,
    "notify_reporters": 60.0,
    "mail_notifications": 15.0,
    "deliver_webhooks": 5.0,
    "delete_expired_records": 3600.0,
    "compare_tips": 20.0,
    "notify_tip_readers": 60.0,
    "compute_metrics": 300.0,
    "reprioritise_queue": 20.0,
    "rescore_open_claims": 20.0,
    "learn_weights": 3600.0,
    "delete_stale_presence": 600.0,
    "release_expired_leases": 30.0,
    "write_exports": 15.0,
    "write_desk_exports": 15.0,
    "make_backup": 600.0,
}
"""A run is left out while a hundred messages wait in its queue."""


def read_queue_places(env: Env) -> dict[str, int]:
    """Return how many tasks of a queue a worker runs at a time; an empty variable counts as one that is not set."""
    return {queue: int(env.str(name, default="") or places) for queue, (name, places) in QUEUE_PLACES.items()}
