"""The addresses of the public pages, of moderation and of the people."""

from django.urls import path

from claims.web import ask, cases, contests, flags, health, moderation, people, public, reports

urlpatterns = [
    path("", public.front, name="front"),
    path("verdicts/<int:claim_id>/", public.verdict, name="verdict"),
    path("verdicts/<int:claim_id>/revisions/<int:number>/", public.verdict_revision, name="verdict_revision"),
    path("verdicts/<int:claim_id>/report/", flags.report_problem, name="report_problem"),
    path("verdicts/<int:claim_id>/report/thanks/", flags.report_thanks, name="report_thanks"),
    path("ask/", ask.ask, name="ask"),
    path("ask/<uuid:key>/", ask.asked, name="asked"),
    path("moderation/", cases.listed, name="moderation"),
    path("moderation/next/", cases.take_next, name="case_next"),
    path("moderation/cases/<int:case_id>/", cases.detail, name="case"),
    path("moderation/cases/<int:case_id>/hold/", cases.hold, name="case_hold"),
    path("moderation/cases/<int:case_id>/release/", cases.release, name="case_release"),
    path("moderation/cases/<int:case_id>/decide/", cases.decide, name="case_decide"),
    path("moderation/<int:claim_id>/", moderation.moderate, name="moderate"),
    path("moderation/flags/<int:flag_id>/close/", flags.flag_close, name="flag_close"),
    path("claims/<int:claim_id>/contest/", contests.contest, name="claim_contest"),
    path("reports/", reports.reports, name="reports"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="person_invite"),
    path("people/roles/", people.all_roles, name="roles"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/access/", people.access, name="person_access"),
    path("people/<int:user_id>/invite/", people.invite_again, name="person_invite_again"),
    path("health/", health.health, name="health"),
]
