"""The addresses of the desk: articles, claims, queue, tips and comments."""

from django.urls import path

from claims.web.desk.article_details import article_details_page, take_details_view
from claims.web.desk.articles import (
    article_page,
    article_progress,
    articles_page,
    new_article_page,
    newer_reading_page,
    reread_article_view,
    retry_article_view,
    set_reach_view,
)
from claims.web.desk.batch_triage import decide_claims_view
from claims.web.desk.claims import add_claim_view, claim_page, duplicate_form, move_claim_view, passage_progress
from claims.web.desk.comments import (
    comment_people_view,
    comments_page,
    remove_comment_view,
    restore_comment_view,
)
from claims.web.desk.evidence import (
    add_evidence_view,
    delete_evidence_view,
    edit_evidence_view,
    evidence_item_view,
    refetch_evidence_view,
)
from claims.web.desk.families import family_numbers_csv, family_page
from claims.web.desk.figures import cite_figure_view, judge_figure_view
from claims.web.desk.leases import leave_claim_view, renew_lease_view, take_over_claim_view
from claims.web.desk.matches import judge_match_view, reuse_evidence_view
from claims.web.desk.plans import plan_view
from claims.web.desk.presence import article_presence_view, claim_presence_view
from claims.web.desk.priority_weights import weights_page
from claims.web.desk.queue import queue_page, take_next_view
from claims.web.desk.readings import correct_reading_view
from claims.web.desk.relations import judge_relation_view
from claims.web.desk.revisits import revisit_page
from claims.web.desk.saved_searches import delete_search_view, save_search_view
from claims.web.desk.search import search_page
from claims.web.desk.series import (
    choose_figures_view,
    confirm_figures_view,
    import_figures_view,
    remove_series_view,
    restore_series_view,
    series_csv,
    series_import_page,
    series_list_page,
    series_page,
    undo_figures_view,
)
from claims.web.desk.snapshots import snapshot_page, snapshot_preview_view
from claims.web.desk.sources import (
    distinguish_source_view,
    merge_source_view,
    remove_role_view,
    set_source_number_view,
    source_page,
    split_source_view,
)
from claims.web.desk.submissions import retry_submission_view, submission_page
from claims.web.desk.tips import decide_tip_view, tips_page
from claims.web.desk.translations import begin_translation_view, translation_page
from claims.web.desk.undo import undo_batch_view, undo_view
from claims.web.desk.verdict_preview import preview_page
from claims.web.desk.verdicts import draft_view
from claims.web.desk.watches import (
    import_watches_view,
    leave_item_view,
    pause_watch_view,
    read_item_view,
    remove_watch_view,
    restore_watch_view,
    resume_watch_view,
    visit_watch_view,
    waiting_items_page,
    watch_page,
    watches_page,
)

urlpatterns = [
    path("articles/", articles_page, name="articles"),
    path("articles/new/", new_article_page, name="article_new"),
    path("articles/submissions/<int:submission_id>/", submission_page, name="submission"),
    path("articles/submissions/<int:submission_id>/retry/", retry_submission_view, name="submission_retry"),
    path("articles/<int:article_id>/", article_page, name="article"),
    path("articles/<int:article_id>/progress/", article_progress, name="article_progress"),
    path("articles/<int:article_id>/retry/", retry_article_view, name="article_retry"),
    path("articles/<int:article_id>/reread/", reread_article_view, name="article_reread"),
    path("articles/<int:article_id>/newer-reading/", newer_reading_page, name="article_newer_reading"),
    path("articles/<int:article_id>/details/", article_details_page, name="article_details"),
    path("articles/<int:article_id>/details/take/", take_details_view, name="article_take_details"),
    path("articles/<int:article_id>/reach/", set_reach_view, name="article_reach"),
    path("articles/<int:article_id>/claims/", add_claim_view, name="article_add_claim"),
    path("claims/<int:claim_id>/", claim_page, name="claim"),
    path("articles/<int:article_id>/triage/", decide_claims_view, name="article_triage"),
    path("claims/<int:claim_id>/passage/", passage_progress, name="claim_passage"),
    path("claims/<int:claim_id>/preview/", preview_page, name="claim_preview"),
    path("claims/<int:claim_id>/moves/<slug:name>/", move_claim_view, name="claim_move"),
    path("claims/<int:claim_id>/reading/", correct_reading_view, name="claim_reading"),
    path("claims/<int:claim_id>/renew/", renew_lease_view, name="lease_renew"),
    path("claims/<int:claim_id>/leave/", leave_claim_view, name="lease_leave"),
    path("claims/<int:claim_id>/takeover/", take_over_claim_view, name="claim_takeover"),
    path("claims/<int:claim_id>/plan/", plan_view, name="claim_plan"),
    path("claims/<int:claim_id>/draft/", draft_view, name="claim_draft"),
    path("claims/<int:claim_id>/evidence/", add_evidence_view, name="evidence_new"),
    path("claims/<int:claim_id>/evidence/page-preview/", snapshot_preview_view, name="evidence_page_preview"),
    path("evidence/<int:evidence_id>/", evidence_item_view, name="evidence_item"),
    path("evidence/<int:evidence_id>/edit/", edit_evidence_view, name="evidence_edit"),
    path("claims/<int:claim_id>/comments/", comments_page, name="claim_comments"),
    path("claims/<int:claim_id>/presence/", claim_presence_view, name="claim_presence"),
    path("articles/<int:article_id>/presence/", article_presence_view, name="article_presence"),
    path("comments/people/", comment_people_view, name="comment_people"),
    path("comments/<int:comment_id>/remove/", remove_comment_view, name="comment_remove"),
    path("comments/<int:comment_id>/restore/", restore_comment_view, name="comment_restore"),
    path("evidence/<int:evidence_id>/delete/", delete_evidence_view, name="evidence_delete"),
    path("evidence/<int:evidence_id>/fetch/", refetch_evidence_view, name="evidence_fetch"),
    path("evidence/<int:evidence_id>/snapshot/", snapshot_page, name="evidence_snapshot"),
    path("claims/<int:claim_id>/duplicate/", duplicate_form, name="claim_duplicate"),
    path("matches/<int:match_id>/evidence/", reuse_evidence_view, name="match_evidence"),
    path("matches/<int:match_id>/<slug:name>/", judge_match_view, name="match_judge"),
    path("claims/<int:claim_id>/figures/<int:series_id>/<slug:start>/cite/", cite_figure_view, name="figure_cite"),
    path(
        "claims/<int:claim_id>/figures/<int:series_id>/<slug:start>/<slug:name>/",
        judge_figure_view,
        name="figure_judge",
    ),
    path("claims/<int:claim_id>/translations/", begin_translation_view, name="claim_translations"),
    path("claims/<int:claim_id>/translations/<slug:language>/", translation_page, name="claim_translation"),
    path("claims/<int:claim_id>/family/", family_page, name="claim_family"),
    path("claims/<int:claim_id>/family/numbers.csv", family_numbers_csv, name="family_numbers"),
    path("claims/<int:claim_id>/relations/<int:relation_id>/<slug:name>/", judge_relation_view, name="relation_judge"),
    path("undo/<int:event_id>/", undo_view, name="undo"),
    path("undo/batches/<uuid:batch>/", undo_batch_view, name="undo_batch"),
    path("search/", search_page, name="search"),
    path("desk/sources/<int:source_id>/", source_page, name="desk_source"),
    path("desk/sources/<int:source_id>/number/", set_source_number_view, name="desk_source_number"),
    path("desk/sources/<int:source_id>/merge/", merge_source_view, name="desk_source_merge"),
    path("desk/sources/<int:source_id>/split/", split_source_view, name="desk_source_split"),
    path("desk/sources/<int:source_id>/distinguish/", distinguish_source_view, name="desk_source_distinguish"),
    path("desk/sources/<int:source_id>/roles/<int:role_id>/remove/", remove_role_view, name="desk_source_role_remove"),
    path("queue/", queue_page, name="queue"),
    path("queue/next/", take_next_view, name="queue_next"),
    path("tips/", tips_page, name="tips"),
    path("tips/<int:tip_id>/<slug:name>/", decide_tip_view, name="tip_decide"),
    path("queue/searches/", save_search_view, name="saved_search_save"),
    path("queue/searches/<int:search_id>/delete/", delete_search_view, name="saved_search_delete"),
    path("queue/weights/", weights_page, name="weights"),
    path("revisits/<int:revisit_id>/", revisit_page, name="revisit"),
    path("watches/", watches_page, name="watches"),
    path("watches/import/", import_watches_view, name="watches_import"),
    path("watches/items/", waiting_items_page, name="watch_items"),
    path("watches/items/<int:item_id>/read/", read_item_view, name="watch_item_read"),
    path("watches/items/<int:item_id>/leave/", leave_item_view, name="watch_item_leave"),
    path("watches/<int:watch_id>/", watch_page, name="watch"),
    path("watches/<int:watch_id>/visit/", visit_watch_view, name="watch_visit"),
    path("watches/<int:watch_id>/pause/", pause_watch_view, name="watch_pause"),
    path("watches/<int:watch_id>/resume/", resume_watch_view, name="watch_resume"),
    path("watches/<int:watch_id>/remove/", remove_watch_view, name="watch_remove"),
    path("watches/<int:watch_id>/restore/", restore_watch_view, name="watch_restore"),
    path("series/", series_list_page, name="series_list"),
    path("series/<int:series_id>/", series_page, name="series"),
    path("series/<int:series_id>/values.csv", series_csv, name="series_csv"),
    path("series/<int:series_id>/imports/", import_figures_view, name="series_import_new"),
    path("series/<int:series_id>/remove/", remove_series_view, name="series_remove"),
    path("series/<int:series_id>/restore/", restore_series_view, name="series_restore"),
    path("series/imports/<int:import_id>/", series_import_page, name="series_import"),
    path("series/imports/<int:import_id>/choose/", choose_figures_view, name="series_import_choose"),
    path("series/imports/<int:import_id>/confirm/", confirm_figures_view, name="series_import_confirm"),
    path("series/imports/<int:import_id>/undo/", undo_figures_view, name="series_import_undo"),
]
