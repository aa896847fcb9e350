"""The addresses of what travels: feeds, cards for other sites, webhooks, and the log."""

from django.urls import path

from claims.web import datafeeds, embed, feeds, imports, log, tokens, webhooks

urlpatterns = [
    path("feeds/atom.xml", feeds.atom, name="feed_atom"),
    path("feeds/feed.json", feeds.json_feed, name="feed_json"),
    path("feeds/claimreview.json", datafeeds.claimreviews, name="datafeed"),
    path("embed/<int:claim_id>/", embed.card, name="embed"),
    path("oembed", embed.oembed, name="oembed"),
    path("imports/", imports.listed, name="imports"),
    path("imports/<int:import_id>/", imports.detail, name="import"),
    path("tokens/", tokens.listed, name="tokens"),
    path("tokens/<slug:key>/revoke/", tokens.revoke, name="token_revoke"),
    path("webhooks/", webhooks.listed, name="webhooks"),
    path("webhooks/<int:webhook_id>/", webhooks.detail, name="webhook"),
    path("webhooks/<int:webhook_id>/sent/", webhooks.sent, name="webhook_sent"),
    path("webhooks/<int:webhook_id>/rotate/", webhooks.rotate, name="webhook_rotate"),
    path("webhooks/<int:webhook_id>/pause/", webhooks.pause, name="webhook_pause"),
    path("webhooks/<int:webhook_id>/resume/", webhooks.resume, name="webhook_resume"),
    path("webhooks/<int:webhook_id>/end/", webhooks.end, name="webhook_end"),
    path("deliveries/<int:delivery_id>/replay/", webhooks.replay, name="delivery_replay"),
    path("log/head.json", log.head, name="log_head"),
    path("log/key.json", log.key, name="log_key"),
    path("log/log.jsonl", log.lines, name="log_lines"),
]
