"""What the database holds: a noun a file, each promise a constraint or trigger."""

from claims.models.article import Article, Reading
from claims.models.assignment import Assignment
from claims.models.case import Case
from claims.models.claim import Appearance, Attribution, Claim, Quantity
from claims.models.contest import Contest
from claims.models.event import Event
from claims.models.evidence import Evidence
from claims.models.flag import Flag
from claims.models.log import LogEntry, SignedHead
from claims.models.match import Match
from claims.models.notice import Notice
from claims.models.publication import Publication
from claims.models.review import Review, Term
from claims.models.role_rule import RoleRule
from claims.models.source import Source
from claims.models.topic import Topic
from claims.models.user import User
from claims.models.verdict import Verdict

__all__ = [
    "Appearance",
    "Article",
    "Assignment",
    "Attribution",
    "Case",
    "Claim",
    "Contest",
    "Event",
    "Evidence",
    "Flag",
    "LogEntry",
    "Match",
    "Notice",
    "Publication",
    "Quantity",
    "Reading",
    "Review",
    "RoleRule",
    "SignedHead",
    "Source",
    "Term",
    "Topic",
    "User",
    "Verdict",
]
