"""The database: one noun per file, each guarantee a constraint or a trigger."""

from claims.models.appeal import Appeal
from claims.models.appearance import Appearance
from claims.models.article import Article, Reading
from claims.models.attribution import Attribution
from claims.models.case import Case
from claims.models.claim import Claim
from claims.models.claim_relation import ClaimRelation
from claims.models.comment import Comment, Mention
from claims.models.desk_identity import DeskIdentity, Logo
from claims.models.desk_notification import DeskNotification, NotificationMail, NotificationSettings
from claims.models.event import Event
from claims.models.evidence import Evidence, QuoteCheck
from claims.models.fact_check import FactCheck, SearchTerm
from claims.models.figure_match import FigureMatch
from claims.models.idempotent_response import IdempotentResponse
from claims.models.imports import Import, ImportRow
from claims.models.learned_weights import LearnedWeights, WeightsInUse
from claims.models.lease import Lease
from claims.models.log_entry import Countersignature, LogEntry, SignedHead, WitnessedHead
from claims.models.match import Match
from claims.models.metric import Metric
from claims.models.notification import Notification
from claims.models.outlet import Outlet, TextSketch
from claims.models.page_version import PageVersion
from claims.models.presence import Presence
from claims.models.priority_weights import PriorityWeights
from claims.models.publication import Publication
from claims.models.quantity import Quantity
from claims.models.removal import Removal
from claims.models.report import Report
from claims.models.revisit import Revisit
from claims.models.role_rule import RoleRule
from claims.models.saved_search import SavedSearch
from claims.models.scale import Scale
from claims.models.series import Observation, Series, SeriesImport
from claims.models.site_page import SitePage
from claims.models.snapshot import Snapshot
from claims.models.source import Source, SourceDistinction, SourceRole
from claims.models.stored_file import StoredFile
from claims.models.submission import Submission
from claims.models.text_vector import ClaimVector, FactCheckVector, TipVector
from claims.models.tip import Tip, TipNotification
from claims.models.token import Token
from claims.models.topic import Topic
from claims.models.translation import Translation
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.models.watch import Watch, WatchedSite, WatchItem
from claims.models.webhook import Attempt, Delivery, Webhook

__all__ = [
    "Appeal",
    "Appearance",
    "Article",
    "Attempt",
    "Attribution",
    "Case",
    "Claim",
    "ClaimRelation",
    "ClaimVector",
    "Comment",
    "Countersignature",
    "Delivery",
    "DeskIdentity",
    "DeskNotification",
    "Event",
    "Evidence",
    "FactCheck",
    "FactCheckVector",
    "FigureMatch",
    "IdempotentResponse",
    "Import",
    "ImportRow",
    "LearnedWeights",
    "Lease",
    "LogEntry",
    "Logo",
    "Match",
    "Mention",
    "Metric",
    "Notification",
    "NotificationMail",
    "NotificationSettings",
    "Observation",
    "Outlet",
    "PageVersion",
    "Presence",
    "PriorityWeights",
    "Publication",
    "Quantity",
    "QuoteCheck",
    "Reading",
    "Removal",
    "Report",
    "Revisit",
    "RoleRule",
    "SavedSearch",
    "Scale",
    "SearchTerm",
    "Series",
    "SeriesImport",
    "SignedHead",
    "SitePage",
    "Snapshot",
    "Source",
    "SourceDistinction",
    "SourceRole",
    "StoredFile",
    "Submission",
    "TextSketch",
    "Tip",
    "TipNotification",
    "TipVector",
    "Token",
    "Topic",
    "Translation",
    "User",
    "Verdict",
    "Watch",
    "WatchItem",
    "WatchedSite",
    "Webhook",
    "WeightsInUse",
    "WitnessedHead",
]
