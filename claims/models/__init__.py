"""What the database holds: a noun a file, each promise a constraint or trigger."""

from claims.models.answer import Answer
from claims.models.article import Article, Reading
from claims.models.assignment import Assignment
from claims.models.case import Case
from claims.models.claim import Appearance, Attribution, Claim, Quantity
from claims.models.comment import Comment, Mention
from claims.models.contest import Contest
from claims.models.event import Event
from claims.models.evidence import Evidence, QuoteCheck
from claims.models.figure import Figure
from claims.models.flag import Flag
from claims.models.imports import Import
from claims.models.log import LogEntry, SignedHead
from claims.models.match import Match
from claims.models.notice import Notice
from claims.models.presence import Presence
from claims.models.publication import Publication
from claims.models.review import Review, Term
from claims.models.role_rule import RoleRule
from claims.models.snapshot import Snapshot
from claims.models.source import Source
from claims.models.tip import Tip, TipNotice
from claims.models.token import Token
from claims.models.topic import Topic
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.models.view import View
from claims.models.webhook import Attempt, Delivery, Webhook
from claims.models.weighting import Weighting

__all__ = [
    "Answer",
    "Appearance",
    "Article",
    "Assignment",
    "Attempt",
    "Attribution",
    "Case",
    "Claim",
    "Comment",
    "Contest",
    "Delivery",
    "Event",
    "Evidence",
    "Figure",
    "Flag",
    "Import",
    "LogEntry",
    "Match",
    "Mention",
    "Notice",
    "Presence",
    "Publication",
    "Quantity",
    "QuoteCheck",
    "Reading",
    "Review",
    "RoleRule",
    "SignedHead",
    "Snapshot",
    "Source",
    "Term",
    "Tip",
    "TipNotice",
    "Token",
    "Topic",
    "User",
    "Verdict",
    "View",
    "Webhook",
    "Weighting",
]
