"""The pages' addresses; names are contracts, since templates, services and tests reverse them."""

from django.urls import include, path

from claims.web import articles, claims, comments, desk, evidence, history, matches, presence, queue, readings, verdicts

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("articles/", articles.listed, name="articles"),
    path("articles/new/", articles.new, name="article_new"),
    path("articles/<int:article_id>/", articles.detail, name="article"),
    path("articles/<int:article_id>/progress/", articles.progress, name="article_progress"),
    path("articles/<int:article_id>/retry/", articles.retry, name="article_retry"),
    path("articles/<int:article_id>/reread/", articles.reread, name="article_reread"),
    path("articles/<int:article_id>/claims/", claims.add, name="article_claim"),
    path("articles/<int:article_id>/history/", history.of_article, name="article_history"),
    path("claims/<int:claim_id>/", claims.detail, name="claim"),
    path("claims/<int:claim_id>/history/", history.of_claim, name="claim_history"),
    path("claims/<int:claim_id>/history/<int:event_id>/", history.event, name="claim_event"),
    path("claims/<int:claim_id>/moves/<slug:name>/", claims.move, name="claim_move"),
    path("claims/<int:claim_id>/reading/", readings.correct, name="claim_reading"),
    path("claims/<int:claim_id>/renew/", queue.renew, name="lease_renew"),
    path("claims/<int:claim_id>/draft/", verdicts.draft, name="draft"),
    path("claims/<int:claim_id>/evidence/", evidence.new, name="evidence_new"),
    path("claims/<int:claim_id>/comments/", comments.of_claim, name="claim_comments"),
    path("claims/<int:claim_id>/presence/", presence.beside_claim, name="claim_presence"),
    path("articles/<int:article_id>/presence/", presence.beside_article, name="article_presence"),
    path("comments/<int:comment_id>/remove/", comments.remove, name="comment_remove"),
    path("comments/<int:comment_id>/restore/", comments.restore, name="comment_restore"),
    path("mentions/", comments.mentions, name="mentions"),
    path("mentions/seen/", comments.mentions_seen, name="mentions_seen"),
    path("evidence/<int:evidence_id>/delete/", evidence.delete, name="evidence_delete"),
    path("matches/<int:match_id>/<slug:name>/", matches.judge, name="match_judge"),
    path("queue/", queue.listed, name="queue"),
    path("queue/next/", queue.take_next, name="queue_next"),
    path("", include("claims.web.feed_urls")),
    path("", include("claims.web.public_urls")),
]
