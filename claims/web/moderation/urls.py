"""The URLs of moderation: cases, verdicts, appeals, readers' reports and imports."""

from django.urls import path

from claims.web.moderation.appeals import appeal_view
from claims.web.moderation.cases import (
    case_page,
    cases_page,
    decide_case_view,
    hold_case_view,
    hold_next_case_view,
    release_case_view,
    unfold_case_view,
)
from claims.web.moderation.imports import (
    confirm_import_view,
    import_page,
    imports_page,
    map_import_view,
    refused_rows_csv,
    undo_import_view,
)
from claims.web.moderation.reports import close_report_view
from claims.web.moderation.verdicts import moderate_verdict_page

urlpatterns = [
    path("moderation/", cases_page, name="moderation"),
    path("moderation/next/", hold_next_case_view, name="case_next"),
    path("moderation/<int:case_id>/", case_page, name="case"),
    path("moderation/<int:case_id>/hold/", hold_case_view, name="case_hold"),
    path("moderation/<int:case_id>/release/", release_case_view, name="case_release"),
    path("moderation/<int:case_id>/decide/", decide_case_view, name="case_decide"),
    path("claims/<int:claim_id>/moderation/", moderate_verdict_page, name="claim_moderation"),
    path("claims/<int:claim_id>/moderation/row/", unfold_case_view, name="case_unfolded"),
    path("reports/<int:report_id>/close/", close_report_view, name="report_close"),
    path("claims/<int:claim_id>/appeal/", appeal_view, name="claim_appeal"),
    path("imports/", imports_page, name="imports"),
    path("imports/<int:import_id>/", import_page, name="import"),
    path("imports/<int:import_id>/columns/", map_import_view, name="import_map"),
    path("imports/<int:import_id>/confirm/", confirm_import_view, name="import_confirm"),
    path("imports/<int:import_id>/undo/", undo_import_view, name="import_undo"),
    path("imports/<int:import_id>/refused.csv", refused_rows_csv, name="import_refused"),
]
