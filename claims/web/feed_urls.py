"""The addresses of what travels: feeds, cards for other sites, and the log."""

from django.urls import path

from claims.web import datafeeds, embed, feeds, log

urlpatterns = [
    path("feeds/atom.xml", feeds.atom, name="feed_atom"),
    path("feeds/feed.json", feeds.json_feed, name="feed_json"),
    path("feeds/claimreview.json", datafeeds.claimreviews, name="datafeed"),
    path("embed/<int:claim_id>/", embed.card, name="embed"),
    path("oembed", embed.oembed, name="oembed"),
    path("log/head.json", log.head, name="log_head"),
    path("log/key.json", log.key, name="log_key"),
    path("log/log.jsonl", log.lines, name="log_lines"),
]
