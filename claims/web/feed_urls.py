"""The addresses of what travels: feeds, cards for other sites, and the log."""

from django.urls import path

from claims.web import log

urlpatterns = [
    path("log/head.json", log.head, name="log_head"),
    path("log/key.json", log.key, name="log_key"),
    path("log/log.jsonl", log.lines, name="log_lines"),
]
