"""What the database holds: a noun a file, each promise a constraint or trigger."""

from claims.models.article import Article, Reading
from claims.models.assignment import Assignment
from claims.models.claim import Appearance, Attribution, Claim, Quantity
from claims.models.event import Event
from claims.models.evidence import Evidence
from claims.models.flag import Flag
from claims.models.log import LogEntry, SignedHead
from claims.models.match import Match
from claims.models.notice import Notice
from claims.models.publication import Publication
from claims.models.review import Review, Term
from claims.models.source import Source
from claims.models.topic import Topic
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.models.view import View
from claims.models.weighting import Weighting

__all__ = [
    "Appearance",
    "Article",
    "Assignment",
    "Attribution",
    "Claim",
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
    "SignedHead",
    "Source",
    "Term",
    "Topic",
    "User",
    "Verdict",
    "View",
    "Weighting",
]
