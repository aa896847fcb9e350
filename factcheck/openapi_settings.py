"""Settings of drf-spectacular, which generates the OpenAPI document from the views."""

from claims.bounds import LARGEST_BIGINT

OPENAPI_SETTINGS = {
    "TITLE": "Fact-check desk",
    "DESCRIPTION": "A fact-check desk: submit articles, check the claims found in them, publish verdicts.",
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
        "ArticleStatus": "claims.api.enum_choices.ARTICLE_STATUSES",
        "CaseKind": "claims.api.enum_choices.CASE_KINDS",
        "ClaimStatus": "claims.api.enum_choices.STATUSES",
        "DeliveryState": "claims.api.enum_choices.DELIVERY_STATES",
        "DismissalReason": "claims.api.enum_choices.DISMISSAL_REASONS",
        "ReportReason": "claims.api.enum_choices.REPORT_REASON_CHOICES",
        "ImportState": "claims.api.enum_choices.IMPORT_STATES",
        "MatchState": "claims.api.enum_choices.MATCH_STATES",
        "PublicationKind": "claims.api.enum_choices.PUBLICATION_KINDS",
        "QuoteState": "claims.api.enum_choices.QUOTE_STATES",
        "Rating": "claims.api.enum_choices.RATING_SCALE",
        "SubmissionAdvice": "claims.api.enum_choices.SUBMISSION_ADVICE",
        "SubmissionRequirement": "claims.api.enum_choices.SUBMISSION_REQUIREMENTS",
        "Role": "claims.api.enum_choices.ROLES",
        "TipState": "claims.api.enum_choices.TIP_STATES",
        "TipReason": "claims.api.enum_choices.TIP_REASONS",
        "SnapshotState": "claims.api.enum_choices.SNAPSHOT_STATES",
        "SourceKind": "claims.api.enum_choices.SOURCE_KINDS",
        "TokenScope": "claims.api.enum_choices.TOKEN_SCOPES",
        "WebhookEvent": "claims.api.enum_choices.WEBHOOK_EVENTS",
        "WebhookPause": "claims.api.enum_choices.WEBHOOK_PAUSES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.openapi_schema.document_problems",
    ],
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
