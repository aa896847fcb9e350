"""How the OpenAPI document is made, for drf-spectacular; what stands in it, the views say."""

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
        "id": {"type": "integer", "format": "int64", "minimum": 1, "maximum": 2**63 - 1},
    },
    "ENUM_NAME_OVERRIDES": {
        "ArticleStatus": "claims.api.choices.ARTICLE_STATUSES",
        "CaseKind": "claims.api.choices.CASE_KINDS",
        "ClaimStatus": "claims.api.choices.STATUSES",
        "DismissalReason": "claims.api.choices.DISMISSAL_REASONS",
        "FlagReason": "claims.api.choices.FLAG_REASONS",
        "PublicationKind": "claims.api.choices.PUBLICATION_KINDS",
        "Rating": "claims.api.choices.RATING_SCALE",
        "Role": "claims.api.choices.ROLES",
        "SourceKind": "claims.api.choices.SOURCE_KINDS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.document_problems",
    ],
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
