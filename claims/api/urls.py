"""URLs of the API: one line for each resource, with the action of each HTTP method."""

from collections.abc import Mapping

from django.urls import URLPattern, include, path, re_path, register_converter

from claims.api.account import CurrentUserResource
from claims.api.appeals import AppealsResource
from claims.api.article_claims import ArticleClaimsResource
from claims.api.articles import (
    ArticleRereadResource,
    ArticleRetryResource,
    ArticlesResource,
    ArticleTextResource,
)
from claims.api.batch_triage import BatchTriageResource
from claims.api.changes import ChangesResource
from claims.api.claims import ClaimsResource
from claims.api.comments import ClaimCommentsResource, CommentResource
from claims.api.converters import IdConverter
from claims.api.docs import api_docs_page, api_docs_tag_page
from claims.api.events import ArticleEventsResource, ClaimEventsResource
from claims.api.evidence import DraftEvidenceResource, EvidenceResource, EvidenceSnapshotResource
from claims.api.exports import ExportFileResource, ExportsResource
from claims.api.families import FamilyResource
from claims.api.figures import FIGURE_RESOURCES, ClaimFiguresResource, FigureEvidenceResource
from claims.api.files import FilesResource
from claims.api.identity import IdentityResource, LogoResource
from claims.api.imports import ImportsResource
from claims.api.keys import KeysResource
from claims.api.learning import LearningResource
from claims.api.log import LogResource, WitnessResource
from claims.api.matches import MATCH_RESOURCES, ClaimMatchesResource
from claims.api.metrics import MetricsResource
from claims.api.moderation import CasesResource
from claims.api.moves import MOVE_RESOURCES
from claims.api.newer_readings import NewerReadingResource
from claims.api.notifications import NotificationSettingsResource, NotificationsResource
from claims.api.openapi_schema import OpenApiView
from claims.api.plans import PlanResource, TakeOverResource, TopicsResource
from claims.api.priority_weights import WeightsResource
from claims.api.problem_types import ProblemTypesResource, UnknownPathResource
from claims.api.publications import ClaimReviewResource, PublicationsResource, RevisionsResource
from claims.api.queue import LeaseRenewalResource, QueueResource
from claims.api.quick_start import quick_start_page
from claims.api.readings import ReadingResource
from claims.api.relations import RELATION_RESOURCES, ClaimRelationsResource
from claims.api.removals import RemovalsResource
from claims.api.reports import PublicReportsResource, ReportsResource
from claims.api.resources import Resource
from claims.api.revisits import PageVersionsResource, RevisitsResource
from claims.api.roles import RolesResource
from claims.api.root import RootResource
from claims.api.saved_searches import SavedSearchesResource
from claims.api.scale import ScaleResource
from claims.api.search import SearchResource
from claims.api.series import (
    SERIES_IMPORT_RESOURCES,
    ObservationsResource,
    SeriesImportsResource,
    SeriesResource,
)
from claims.api.site_pages import SitePagesResource
from claims.api.sources import SourceRolesResource, SourcesResource
from claims.api.submissions import SubmissionRetryResource, SubmissionsResource
from claims.api.tips import TipsResource
from claims.api.tokens import LoginResource, LogoutResource, TokensResource
from claims.api.translations import TRANSLATION_RESOURCES, TranslationsResource
from claims.api.undo import BatchUndoResource, EventUndoResource
from claims.api.users import UsersResource
from claims.api.verdicts import DraftResource, VerdictsResource
from claims.api.watches import WATCH_RESOURCES, WatchedItemsResource, WatchesResource, WatchItemsResource
from claims.api.webhooks import (
    WEBHOOK_RESOURCES,
    DeliveriesResource,
    SecretRotationResource,
    WebhooksResource,
    WebhookTestResource,
)

register_converter(IdConverter, "id")
app_name = "api"
ARTICLE_PATH, CLAIM_PATH, PUBLICATION_PATH = (
    "articles/<id:article_id>/",
    "claims/<id:claim_id>/",
    "publications/<id:claim_id>/",
)
WEBHOOK_PATH = "webhooks/<id:webhook_id>/"
REVISIT_PATH = "revisits/<id:revisit_id>/"
WATCH_PATH = "watches/<id:watch_id>/"
SERIES_PATH, SERIES_IMPORT_PATH = "series/<id:series_id>/", "series-imports/<id:import_id>/"
FIGURE_PATH = f"{CLAIM_PATH}figures/<id:series_id>/<slug:start>/"
TRANSLATION_PATH = f"{CLAIM_PATH}translations/<slug:language>/"
EVIDENCE_PATH = "evidence/<id:evidence_id>/"


def resource_path(route: str, name: str, resource: type[Resource], **actions: str) -> URLPattern:
    """Return a route with the action of each HTTP method."""
    return path(route, resource.as_view({**actions}), name=name)


def action_paths(prefix: str, name: str, resources: Mapping[str, type[Resource]]) -> list[URLPattern]:
    """Return a route for each action on one thing, which a POST takes."""
    return [
        resource_path(f"{prefix}{action}/", f"{name}-{action}", resource, post="create")
        for action, resource in resources.items()
    ]


v1_patterns = [
    resource_path("me/", "me", CurrentUserResource, get="retrieve", patch="partial_update"),
    resource_path("me/keys/", "keys", KeysResource, get="retrieve", patch="partial_update", delete="destroy"),
    resource_path(
        "me/notifications/",
        "notification-settings",
        NotificationSettingsResource,
        get="retrieve",
        patch="partial_update",
    ),
    resource_path("notifications/", "notifications", NotificationsResource, get="list"),
    resource_path("notifications/seen/", "notifications-seen", NotificationsResource, post="mark_all_seen"),
    resource_path(
        "notifications/<id:notification_id>/seen/", "notification-seen", NotificationsResource, post="mark_seen"
    ),
    resource_path("login/", "login", LoginResource, post="create"),
    resource_path("logout/", "logout", LogoutResource, post="create"),
    resource_path("tokens/", "tokens", TokensResource, get="list_all", post="create"),
    resource_path("tokens/<slug:key>/", "token", TokensResource, delete="destroy"),
    resource_path("articles/", "articles", ArticlesResource, get="list", post="create"),
    resource_path(ARTICLE_PATH, "article", ArticlesResource, get="retrieve", patch="partial_update"),
    resource_path(f"{ARTICLE_PATH}text/", "article-text", ArticleTextResource, get="retrieve"),
    resource_path(f"{ARTICLE_PATH}claims/", "article-claims", ArticleClaimsResource, get="list", post="create"),
    resource_path(f"{ARTICLE_PATH}events/", "article-events", ArticleEventsResource, get="list"),
    resource_path(f"{ARTICLE_PATH}retry/", "article-retry", ArticleRetryResource, post="create"),
    resource_path(f"{ARTICLE_PATH}reread/", "article-reread", ArticleRereadResource, post="create"),
    resource_path(
        f"{ARTICLE_PATH}newer-reading/", "article-newer-reading", NewerReadingResource, get="retrieve", post="create"
    ),
    resource_path(f"{ARTICLE_PATH}triage/", "article-triage", BatchTriageResource, post="create"),
    resource_path("events/<id:event_id>/undo/", "event-undo", EventUndoResource, post="create"),
    resource_path("batches/<uuid:batch>/undo/", "batch-undo", BatchUndoResource, post="create"),
    resource_path("claims/", "claims", ClaimsResource, get="list"),
    resource_path(CLAIM_PATH, "claim", ClaimsResource, get="retrieve"),
    resource_path(f"{CLAIM_PATH}events/", "claim-events", ClaimEventsResource, get="list"),
    resource_path(f"{CLAIM_PATH}comments/", "claim-comments", ClaimCommentsResource, get="list", post="create"),
    resource_path(f"{CLAIM_PATH}renew/", "claim-renew", LeaseRenewalResource, post="create"),
    resource_path(f"{CLAIM_PATH}plan/", "plan", PlanResource, patch="partial_update"),
    resource_path(f"{CLAIM_PATH}takeover/", "takeover", TakeOverResource, post="create"),
    resource_path(f"{CLAIM_PATH}reading/", "reading", ReadingResource, get="retrieve", patch="partial_update"),
    resource_path(f"{CLAIM_PATH}matches/", "claim-matches", ClaimMatchesResource, get="list"),
    resource_path(f"{CLAIM_PATH}family/", "claim-family", FamilyResource, get="retrieve"),
    resource_path(f"{CLAIM_PATH}relations/", "claim-relations", ClaimRelationsResource, get="list"),
    resource_path(f"{CLAIM_PATH}appeals/", "claim-appeals", AppealsResource, post="create"),
    resource_path(f"{CLAIM_PATH}verdicts/", "claim-verdicts", VerdictsResource, get="list"),
    resource_path(
        f"{CLAIM_PATH}translations/", "claim-translations", TranslationsResource, get="list_all", post="create"
    ),
    resource_path(
        TRANSLATION_PATH,
        "claim-translation",
        TranslationsResource,
        get="retrieve",
        patch="partial_update",
        delete="destroy",
    ),
    *action_paths(TRANSLATION_PATH, "translation", TRANSLATION_RESOURCES),
    resource_path(f"{CLAIM_PATH}draft/", "draft", DraftResource, get="retrieve", patch="partial_update"),
    resource_path(f"{CLAIM_PATH}draft/evidence/", "draft-evidence", DraftEvidenceResource, post="create"),
    *action_paths(f"{CLAIM_PATH}moves/", "move", MOVE_RESOURCES),
    *action_paths("matches/<id:match_id>/", "match", MATCH_RESOURCES),
    resource_path(f"{CLAIM_PATH}figures/", "claim-figures", ClaimFiguresResource, get="list_all"),
    resource_path(f"{FIGURE_PATH}cite/", "figure-cite", FigureEvidenceResource, post="create"),
    *action_paths(FIGURE_PATH, "figure", FIGURE_RESOURCES),
    resource_path("series/", "series-list", SeriesResource, get="list", post="create"),
    resource_path(SERIES_PATH, "series", SeriesResource, get="retrieve", patch="partial_update", delete="destroy"),
    resource_path(f"{SERIES_PATH}restore/", "series-restore", SeriesResource, post="restore"),
    resource_path(f"{SERIES_PATH}observations/", "observations", ObservationsResource, get="list"),
    resource_path(f"{SERIES_PATH}imports/", "series-imports", SeriesImportsResource, get="list", post="create"),
    resource_path(SERIES_IMPORT_PATH, "series-import", SeriesImportsResource, get="retrieve"),
    resource_path(f"{SERIES_IMPORT_PATH}choose/", "series-import-choose", SeriesImportsResource, post="choose"),
    *action_paths(SERIES_IMPORT_PATH, "series-import", SERIES_IMPORT_RESOURCES),
    *action_paths("relations/<id:relation_id>/", "relation", RELATION_RESOURCES),
    resource_path(
        EVIDENCE_PATH, "evidence", EvidenceResource, get="retrieve", patch="partial_update", delete="destroy"
    ),
    resource_path(f"{EVIDENCE_PATH}snapshot/", "snapshot", EvidenceSnapshotResource, get="retrieve", post="create"),
    resource_path("sources/<id:source_id>/", "source", SourcesResource, get="retrieve", patch="partial_update"),
    resource_path("sources/<id:source_id>/merge/", "source-merge", SourcesResource, post="merge"),
    resource_path("sources/<id:source_id>/split/", "source-split", SourcesResource, post="split"),
    resource_path("sources/<id:source_id>/distinguish/", "source-distinguish", SourcesResource, post="distinguish"),
    resource_path("sources/<id:source_id>/roles/", "source-roles", SourceRolesResource, post="create"),
    resource_path("source-roles/<id:role_id>/", "source-role", SourceRolesResource, delete="destroy"),
    resource_path("files/", "files", FilesResource, post="create"),
    resource_path("files/<slug:sha256>/", "file", FilesResource, get="retrieve"),
    resource_path("comments/<id:comment_id>/", "comment", CommentResource, delete="destroy"),
    resource_path("queue/", "queue", QueueResource, get="list"),
    resource_path("queue/mine/", "queue-mine", QueueResource, get="list_mine"),
    resource_path("queue/next/", "queue-next", QueueResource, post="take_next"),
    resource_path("weights/", "weights", WeightsResource, get="retrieve", patch="partial_update"),
    resource_path("learning/", "learning", LearningResource, get="retrieve", patch="partial_update"),
    resource_path("scale/", "scale", ScaleResource, get="retrieve", post="create"),
    resource_path("identity/", "identity", IdentityResource, get="retrieve", patch="partial_update"),
    resource_path("identity/versions/", "identity-versions", IdentityResource, get="list_all"),
    resource_path("identity/restore/", "identity-restore", IdentityResource, post="restore"),
    resource_path("identity/logo/", "identity-logo", LogoResource, post="create", delete="destroy"),
    resource_path("pages/", "pages", SitePagesResource, get="list_all"),
    resource_path("pages/<slug:slug>/", "page", SitePagesResource, get="retrieve", patch="partial_update"),
    resource_path("pages/<slug:slug>/versions/", "page-versions", SitePagesResource, get="list_versions"),
    resource_path("pages/<slug:slug>/restore/", "page-restore", SitePagesResource, post="restore"),
    resource_path("exports/", "exports", ExportsResource, get="list_all", post="create"),
    resource_path("exports/<id:export_id>/", "export", ExportsResource, get="retrieve"),
    resource_path("exports/<id:export_id>/file/", "export-file", ExportFileResource, get="retrieve"),
    resource_path("topics/", "topics", TopicsResource, get="list_all"),
    resource_path("saved-searches/", "saved-searches", SavedSearchesResource, get="list_all", post="create"),
    resource_path(
        "saved-searches/<id:search_id>/",
        "saved-search",
        SavedSearchesResource,
        patch="partial_update",
        delete="destroy",
    ),
    resource_path("users/", "users", UsersResource, get="list", post="create"),
    resource_path("users/<id:user_id>/", "user", UsersResource, get="retrieve", patch="partial_update"),
    resource_path("users/<id:user_id>/invite/", "user-invite", UsersResource, post="invite"),
    resource_path("roles/", "roles", RolesResource, get="list_all"),
    resource_path("roles/<slug:role>/", "role", RolesResource, patch="partial_update"),
    resource_path("moderation/", "moderation", CasesResource, get="list"),
    resource_path("moderation/counts/", "moderation-counts", CasesResource, get="counts"),
    resource_path("moderation/next/", "moderation-next", CasesResource, post="hold_next"),
    resource_path("moderation/<id:case_id>/", "case", CasesResource, get="retrieve"),
    resource_path("moderation/<id:case_id>/hold/", "case-hold", CasesResource, post="hold"),
    resource_path("moderation/<id:case_id>/release/", "case-release", CasesResource, post="release"),
    resource_path("appeals/", "appeals", AppealsResource, get="list"),
    resource_path("appeals/<id:appeal_id>/close/", "appeal-close", AppealsResource, post="close"),
    resource_path("reports/", "reports", ReportsResource, get="list"),
    resource_path("reports/<id:report_id>/close/", "report-close", ReportsResource, post="close"),
    resource_path("removals/", "removals", RemovalsResource, get="list", post="create"),
    resource_path("search/", "search", SearchResource, get="list_all"),
    resource_path("tips/", "tips", TipsResource, get="list", post="create"),
    resource_path("metrics/", "metrics", MetricsResource, get="list_all"),
    resource_path("metrics/<slug:name>/", "metric", MetricsResource, get="retrieve"),
    resource_path("publications/", "publications", PublicationsResource, get="list"),
    resource_path(PUBLICATION_PATH, "publication", PublicationsResource, get="retrieve"),
    resource_path(f"{PUBLICATION_PATH}reports/", "publication-reports", PublicReportsResource, post="create"),
    resource_path(f"{PUBLICATION_PATH}redactions/", "redactions", RemovalsResource, post="redact"),
    resource_path(f"{PUBLICATION_PATH}revisions/", "revisions", RevisionsResource, get="list"),
    resource_path(f"{PUBLICATION_PATH}revisions/<id:revision>/", "revision", RevisionsResource, get="retrieve"),
    resource_path(
        f"{PUBLICATION_PATH}revisions/<id:revision>/claimreview/",
        "claimreview",
        ClaimReviewResource,
        get="retrieve",
    ),
    resource_path("submissions/", "submissions", SubmissionsResource, get="list"),
    resource_path("submissions/<id:submission_id>/", "submission", SubmissionsResource, get="retrieve"),
    resource_path("submissions/<id:submission_id>/retry/", "submission-retry", SubmissionRetryResource, post="create"),
    resource_path("imports/", "imports", ImportsResource, get="list", post="create"),
    resource_path("imports/<id:import_id>/", "import", ImportsResource, get="retrieve"),
    resource_path(REVISIT_PATH, "revisit", RevisitsResource, get="retrieve"),
    resource_path(f"{REVISIT_PATH}close/", "revisit-close", RevisitsResource, post="close"),
    resource_path(f"{REVISIT_PATH}versions/<id:version_id>/", "revisit-version", PageVersionsResource, get="retrieve"),
    resource_path("watches/", "watches", WatchesResource, get="list", post="create"),
    resource_path(WATCH_PATH, "watch", WatchesResource, get="retrieve", patch="partial_update", delete="destroy"),
    *action_paths(WATCH_PATH, "watch", WATCH_RESOURCES),
    resource_path(f"{WATCH_PATH}items/", "watch-items", WatchedItemsResource, get="list"),
    resource_path("watch-items/", "watch-items-waiting", WatchItemsResource, get="list"),
    resource_path("watch-items/<id:item_id>/read/", "watch-item-read", WatchItemsResource, post="read"),
    resource_path("watch-items/<id:item_id>/leave/", "watch-item-leave", WatchItemsResource, post="leave"),
    resource_path("webhooks/", "webhooks", WebhooksResource, get="list_all", post="create"),
    resource_path(WEBHOOK_PATH, "webhook", WebhooksResource, get="retrieve", patch="partial_update", delete="destroy"),
    resource_path(f"{WEBHOOK_PATH}test/", "webhook-test", WebhookTestResource, post="create"),
    resource_path(f"{WEBHOOK_PATH}rotate/", "webhook-rotate", SecretRotationResource, post="create"),
    *action_paths(WEBHOOK_PATH, "webhook", WEBHOOK_RESOURCES),
    resource_path(f"{WEBHOOK_PATH}deliveries/", "deliveries", DeliveriesResource, get="list"),
    resource_path("deliveries/<id:delivery_id>/replay/", "delivery-replay", DeliveriesResource, post="replay"),
    resource_path("changes/", "changes", ChangesResource, get="list"),
    resource_path("log/head/", "log-head", LogResource, get="head_of_log"),
    resource_path("log/inclusion/", "log-inclusion", LogResource, get="inclusion"),
    resource_path("log/consistency/", "log-consistency", LogResource, get="consistency"),
    resource_path("log/witness/", "log-witness", WitnessResource, post="countersign"),
    resource_path("problems/", "problems", ProblemTypesResource, get="list_all"),
    resource_path("problems/<slug:code>/", "problem", ProblemTypesResource, get="retrieve"),
]
ALL_METHODS = ("get", "post", "put", "patch", "delete", "options")

urlpatterns = [
    resource_path("", "root", RootResource, get="retrieve"),
    resource_path("v1/", "root-v1", RootResource, get="retrieve"),
    path("schema/", OpenApiView.as_view(), name="schema"),
    path("quick-start/", quick_start_page, name="quick-start"),
    path("docs/", api_docs_page, name="docs"),
    path("docs/<slug:tag>/", api_docs_tag_page, name="docs-tag"),
    path("v1/", include(v1_patterns)),
    re_path("^", UnknownPathResource.as_view(dict.fromkeys(ALL_METHODS, "not_found"))),
]
