"""The pages' addresses; names are contracts, since templates, services and tests reverse them."""

from django.urls import include, path

from claims.web import (
    articles,
    batches,
    claims,
    desk,
    evidence,
    keys,
    matches,
    preview,
    queue,
    readings,
    undo,
    verdicts,
)

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/keys/", keys.keys, name="keys"),
    path("articles/", articles.listed, name="articles"),
    path("articles/new/", articles.new, name="article_new"),
    path("articles/<int:article_id>/", articles.detail, name="article"),
    path("articles/<int:article_id>/progress/", articles.progress, name="article_progress"),
    path("articles/<int:article_id>/retry/", articles.retry, name="article_retry"),
    path("articles/<int:article_id>/reread/", articles.reread, name="article_reread"),
    path("articles/<int:article_id>/claims/", claims.add, name="article_claim"),
    path("articles/<int:article_id>/triage/", batches.decide, name="article_triage"),
    path("claims/<int:claim_id>/", claims.detail, name="claim"),
    path("claims/<int:claim_id>/preview/", preview.preview, name="preview"),
    path("claims/<int:claim_id>/moves/<slug:name>/", claims.move, name="claim_move"),
    path("claims/<int:claim_id>/reading/", readings.correct, name="claim_reading"),
    path("claims/<int:claim_id>/renew/", queue.renew, name="lease_renew"),
    path("claims/<int:claim_id>/draft/", verdicts.draft, name="draft"),
    path("claims/<int:claim_id>/evidence/", evidence.new, name="evidence_new"),
    path("evidence/<int:evidence_id>/delete/", evidence.delete, name="evidence_delete"),
    path("matches/<int:match_id>/<slug:name>/", matches.judge, name="match_judge"),
    path("undo/<int:event_id>/", undo.undo, name="undo"),
    path("undo/batches/<uuid:batch>/", undo.undo_batch, name="undo_batch"),
    path("queue/", queue.listed, name="queue"),
    path("queue/next/", queue.take_next, name="queue_next"),
    path("", include("claims.web.feed_urls")),
    path("", include("claims.web.public_urls")),
]
