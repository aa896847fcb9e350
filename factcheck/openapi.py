"""Settings of drf-spectacular, which writes the OpenAPI document from the views."""

from claims.bounds import LARGEST_BIGINT

SETTINGS = {
    "TITLE": "Fact-check desk",
    "DESCRIPTION": "Articles in, claims with their sources out, verdicts attached by people.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PATH_CONVERTER_OVERRIDES": {
        "id": {"type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST_BIGINT},
    },
    "ENUM_NAME_OVERRIDES": {
        "ArticleStatus": "claims.api.choices.ARTICLE_STATUSES",
        "CaseKind": "claims.api.choices.CASE_KINDS",
        "ClaimStatus": "claims.api.choices.STATUSES",
        "DeliveryState": "claims.api.choices.DELIVERY_STATES",
        "DismissalReason": "claims.api.choices.DISMISSAL_REASONS",
        "FlagReason": "claims.api.choices.FLAG_REASONS",
        "ImportState": "claims.api.choices.IMPORT_STATES",
        "MatchState": "claims.api.choices.MATCH_STATES",
        "PublicationKind": "claims.api.choices.PUBLICATION_KINDS",
        "QuoteState": "claims.api.choices.QUOTE_STATES",
        "Rating": "claims.api.choices.RATING_SCALE",
        "SubmissionAdvice": "claims.api.choices.SUBMISSION_ADVICE",
        "SubmissionRequirement": "claims.api.choices.SUBMISSION_REQUIREMENTS",
        "Role": "claims.api.choices.ROLES",
        "RequestState": "claims.api.choices.TIP_STATES",
        "RequestReason": "claims.api.choices.TIP_REASONS",
        "SnapshotState": "claims.api.choices.SNAPSHOT_STATES",
        "SourceKind": "claims.api.choices.SOURCE_KINDS",
        "TokenScope": "claims.api.choices.TOKEN_SCOPES",
        "WebhookEvent": "claims.api.choices.WEBHOOK_EVENTS",
        "WebhookPause": "claims.api.choices.PAUSES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.document_problems",
    ],
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
