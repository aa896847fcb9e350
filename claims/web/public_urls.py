"""The addresses of the public pages and of moderation."""

from django.urls import path

from claims.web import ask, flags, health, moderation, public

urlpatterns = [
    path("", public.front, name="front"),
    path("verdicts/<int:claim_id>/", public.verdict, name="verdict"),
    path("verdicts/<int:claim_id>/revisions/<int:number>/", public.verdict_revision, name="verdict_revision"),
    path("verdicts/<int:claim_id>/report/", flags.report_problem, name="report_problem"),
    path("verdicts/<int:claim_id>/report/thanks/", flags.report_thanks, name="report_thanks"),
    path("ask/", ask.ask, name="ask"),
    path("ask/<uuid:key>/", ask.asked, name="asked"),
    path("moderation/", moderation.moderation_board, name="moderation"),
    path("moderation/<int:claim_id>/", moderation.moderate, name="moderate"),
    path("moderation/flags/<int:flag_id>/close/", flags.flag_close, name="flag_close"),
    path("health/", health.health, name="health"),
]
