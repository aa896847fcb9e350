"""The addresses of the API: each line a noun, each method its action."""

from django.urls import URLPattern, include, path, re_path, register_converter
from django.urls.converters import IntConverter

from claims.api import (
    articles,
    changes,
    claims,
    comments,
    contests,
    docs,
    events,
    evidence,
    figures,
    flags,
    imports,
    keys,
    matches,
    moderation,
    moves,
    people,
    plans,
    problems,
    publications,
    queue,
    readings,
    roles,
    schema,
    tips,
    tokens,
    triage,
    undo,
    users,
    verdicts,
    views,
    webhooks,
    weights,
)
from claims.api.access import Resource
from claims.bounds import LARGEST_BIGINT


class IdConverter(IntConverter):
    """An id that a table can hold; what is larger is not there."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """The number; `ValueError` says that the address does not match."""
        if (number := int(value)) > LARGEST_BIGINT:
            raise ValueError
        return number


register_converter(IdConverter, "id")
app_name = "api"
ARTICLE, CLAIM, PUBLIC = "articles/<id:article_id>/", "claims/<id:claim_id>/", "publications/<id:claim_id>/"
HOOK = "webhooks/<id:webhook_id>/"
EVIDENCE = "evidence/<id:evidence_id>/"


def at(route: str, name: str, resource: type[Resource], **actions: str) -> URLPattern:
    """A route with what each method does there."""
    return path(route, resource.as_view({**actions}), name=name)


v1 = [
    at("me/", "me", people.Me, get="retrieve", patch="partial_update"),
    at("me/keys/", "keys", keys.Keys, get="retrieve", patch="partial_update", delete="destroy"),
    at("login/", "login", tokens.Login, post="create"),
    at("logout/", "logout", tokens.Logout, post="create"),
    at("tokens/", "tokens", tokens.Tokens, get="every", post="create"),
    at("tokens/<slug:key>/", "token", tokens.Tokens, delete="destroy"),
    at("articles/", "articles", articles.Articles, get="list", post="create"),
    at(ARTICLE, "article", articles.Articles, get="retrieve", patch="partial_update"),
    at(f"{ARTICLE}text/", "article-text", articles.ArticleText, get="retrieve"),
    at(f"{ARTICLE}claims/", "article-claims", articles.ArticleClaims, get="list", post="create"),
    at(f"{ARTICLE}events/", "article-events", events.ArticleEvents, get="list"),
    at(f"{ARTICLE}retry/", "article-retry", articles.ArticleRetry, post="create"),
    at(f"{ARTICLE}reread/", "article-reread", articles.ArticleReread, post="create"),
    at(f"{ARTICLE}triage/", "article-triage", triage.Selection, post="create"),
    at("events/<id:event_id>/undo/", "event-undo", undo.EventUndo, post="create"),
    at("batches/<uuid:batch>/undo/", "batch-undo", undo.BatchUndo, post="create"),
    at("claims/", "claims", claims.Claims, get="list"),
    at(CLAIM, "claim", claims.Claims, get="retrieve"),
    at(f"{CLAIM}events/", "claim-events", events.ClaimEvents, get="list"),
    at(f"{CLAIM}comments/", "claim-comments", comments.ClaimComments, get="list", post="create"),
    at(f"{CLAIM}renew/", "claim-renew", queue.Renewal, post="create"),
    at(f"{CLAIM}plan/", "plan", plans.Plan, patch="partial_update"),
    at(f"{CLAIM}takeover/", "takeover", plans.TakeOver, post="create"),
    at(f"{CLAIM}reading/", "reading", readings.ClaimReading, get="retrieve", patch="partial_update"),
    at(f"{CLAIM}matches/", "claim-matches", matches.Matches, get="list"),
    at(f"{CLAIM}contests/", "claim-contest", contests.Contests, post="create"),
    at(f"{CLAIM}verdicts/", "claim-verdicts", verdicts.Verdicts, get="list"),
    at(f"{CLAIM}draft/", "draft", verdicts.Draft, get="retrieve", patch="partial_update"),
    at(f"{CLAIM}draft/evidence/", "draft-evidence", evidence.DraftEvidence, post="create"),
    *(at(f"{CLAIM}moves/{name}/", f"move-{name}", door, post="create") for name, door in moves.DOORS.items()),
    *(
        at(f"matches/<id:match_id>/{name}/", f"match-{name}", door, post="create")
        for name, door in matches.DOORS.items()
    ),
    at(EVIDENCE, "evidence", evidence.OneEvidence, get="retrieve", patch="partial_update", delete="destroy"),
    at(f"{EVIDENCE}snapshot/", "snapshot", evidence.EvidenceSnapshot, get="retrieve", post="create"),
    at("comments/<id:comment_id>/", "comment", comments.OneComment, delete="destroy"),
    at("queue/", "queue", queue.Queue, get="list"),
    at("queue/mine/", "queue-mine", queue.Queue, get="mine"),
    at("queue/next/", "queue-next", queue.Queue, post="next"),
    at("weights/", "weights", weights.WeightsOfQueue, get="retrieve", patch="partial_update"),
    at("topics/", "topics", plans.Topics, get="every"),
    at("views/", "views", views.Views, get="every", post="create"),
    at("views/<id:view_id>/", "view", views.Views, patch="partial_update", delete="destroy"),
    at("users/", "users", users.Users, get="list", post="create"),
    at("users/<id:user_id>/", "user", users.Users, get="retrieve", patch="partial_update"),
    at("users/<id:user_id>/invite/", "user-invite", users.Users, post="invite"),
    at("roles/", "roles", roles.Roles, get="every"),
    at("roles/<slug:role>/", "role", roles.Roles, patch="partial_update"),
    at("moderation/", "moderation", moderation.Moderation, get="list"),
    at("moderation/counts/", "moderation-counts", moderation.Moderation, get="counts"),
    at("moderation/next/", "moderation-next", moderation.Moderation, post="next"),
    at("moderation/<id:case_id>/", "case", moderation.Moderation, get="retrieve"),
    at("moderation/<id:case_id>/hold/", "case-hold", moderation.Moderation, post="hold"),
    at("moderation/<id:case_id>/release/", "case-release", moderation.Moderation, post="release"),
    at("contests/", "contests", contests.Contests, get="list"),
    at("contests/<id:contest_id>/close/", "contest-close", contests.Contests, post="close"),
    at("flags/", "flags", flags.Flags, get="list"),
    at("flags/<id:flag_id>/close/", "flag-close", flags.Flags, post="close"),
    at("requests/", "requests", tips.Tips, get="list", post="create"),
    at("figures/", "figures", figures.Figures, get="every"),
    at("figures/<slug:name>/", "figure", figures.Figures, get="retrieve"),
    at("publications/", "publications", publications.Publications, get="list"),
    at(PUBLIC, "publication", publications.Publications, get="retrieve"),
    at(f"{PUBLIC}flags/", "report", flags.Reporting, post="create"),
    at(f"{PUBLIC}revisions/", "revisions", publications.Revisions, get="list"),
    at(f"{PUBLIC}revisions/<id:revision>/", "revision", publications.Revisions, get="retrieve"),
    at(
        f"{PUBLIC}revisions/<id:revision>/claimreview/",
        "claimreview",
        publications.ClaimReview,
        get="retrieve",
    ),
    at("imports/", "imports", imports.Imports, get="list", post="create"),
    at("imports/<id:import_id>/", "import", imports.Imports, get="retrieve"),
    at("webhooks/", "webhooks", webhooks.Webhooks, get="every", post="create"),
    at(HOOK, "webhook", webhooks.Webhooks, get="retrieve", patch="partial_update", delete="destroy"),
    at(f"{HOOK}rotate/", "webhook-rotate", webhooks.Rotation, post="create"),
    *(at(f"{HOOK}{name}/", f"webhook-{name}", door, post="create") for name, door in webhooks.DOORS.items()),
    at(f"{HOOK}deliveries/", "deliveries", webhooks.Deliveries, get="list"),
    at("deliveries/<id:delivery_id>/replay/", "delivery-replay", webhooks.Deliveries, post="replay"),
    at("changes/", "changes", changes.Changes, get="list"),
    at("problems/", "problems", problems.Problems, get="every"),
    at("problems/<slug:code>/", "problem", problems.Problems, get="retrieve"),
]
METHODS = ("get", "post", "put", "patch", "delete", "options")

urlpatterns = [
    path("schema/", schema.Schema.as_view(), name="schema"),
    path("docs/", docs.Page.as_view(), name="docs"),
    path("v1/", include(v1)),
    re_path("^", problems.Nowhere.as_view(dict.fromkeys(METHODS, "nothing"))),
]
