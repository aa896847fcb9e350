"""The URLs of the histories of claims and articles."""

from django.urls import path

from claims.web.history.pages import article_history_page, claim_history_page, event_page

urlpatterns = [
    path("articles/<int:article_id>/history/", article_history_page, name="article_history"),
    path("claims/<int:claim_id>/history/", claim_history_page, name="claim_history"),
    path("claims/<int:claim_id>/history/<int:event_id>/", event_page, name="claim_event"),
]
