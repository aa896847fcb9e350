"""The vocabularies of the API, each under one name in the OpenAPI document."""

from claims.models import Article, Case, Flag, Publication, Source
from claims.ratings import RATINGS
from claims.workflow import DISMISSALS, Role, Status

STATUSES = [(status.value, status.label) for status in Status]
ROLES = [(role.value, role.value) for role in Role]
RATING_SCALE = [(rating.code, rating.label) for rating in RATINGS.values()]
ARTICLE_STATUSES = Article.Status.choices
CASE_KINDS = Case.Kind.choices
FLAG_REASONS = Flag.Reason.choices
PUBLICATION_KINDS = Publication.Kind.choices
SOURCE_KINDS = Source.Kind.choices
DISMISSAL_REASONS = list(DISMISSALS.items())
