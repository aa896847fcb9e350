"""The verbs of accounts, webhooks, the log, cases and what else the desk keeps."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import NoData, Verb
from claims.event_data.desk import (
    AccountEvent,
    CaseHolding,
    DeliveryReplayed,
    DensityChanged,
    FactChecksImported,
    FactorEvent,
    ImportChanged,
    ImportUndone,
    KeysChanged,
    LanguageChanged,
    LogSigned,
    NotificationsChanged,
    QueueReprioritised,
    RoleChanged,
    SavedSearchChanged,
    ScaleChanged,
    SnapshotChanged,
    TimeZoneChanged,
    TokenChanged,
    TopicChanged,
    UserChanged,
    UserInvited,
    WebhookChanged,
    WebhookEdited,
    WeightsChanged,
)
from claims.event_data.identity import IdentityChanged, SitePageChanged
from claims.event_data.operation import BackupReported, DeskExported, HeadWitnessed, LogCountersigned
from claims.event_data.retention import DataErased, DataRemoved

USER_INVITED = Verb("user.invited", _("Invited"), UserInvited)
USER_INVITED_AGAIN = Verb("user.invited_again", _("Invited again"), AccountEvent)
USER_CHANGED = Verb("user.changed", _("Account changed"), UserChanged)
USER_SIGNED_IN = Verb("user.signed_in", _("Signed in"), AccountEvent)
USER_SIGN_IN_FAILED = Verb("user.sign_in_failed", _("Sign-in failed"), FactorEvent)
USER_PASSWORD_CHANGED = Verb("user.password_changed", _("Password changed; API tokens ended"), AccountEvent)
USER_EMAIL_CHANGED = Verb("user.email_changed", _("E-mail address changed"), AccountEvent)
USER_FACTOR_CHANGED = Verb("user.factor_changed", _("Second factor changed"), FactorEvent)
USER_SESSIONS_ENDED = Verb("user.sessions_ended", _("Sessions ended"), AccountEvent)
USER_DATA_DOWNLOADED = Verb("user.data_downloaded", _("Own data downloaded"), AccountEvent)
DATA_ERASED = Verb("data.erased", _("Expired data erased"), DataErased)
DATA_REMOVED = Verb("data.removed", _("Removed for good"), DataRemoved)
ROLE_CHANGED = Verb("role.changed", _("Role changed"), RoleChanged)
KEYS_CHANGED = Verb("keys.changed", _("Keyboard shortcuts changed"), KeysChanged)
LANGUAGE_CHANGED = Verb("language.changed", _("Language changed"), LanguageChanged)
TOUR_ENDED = Verb("tour.ended", _("Tour of the desk ended"), NoData)
TIME_ZONE_CHANGED = Verb("time_zone.changed", _("Time zone changed"), TimeZoneChanged)
DENSITY_CHANGED = Verb("density.changed", _("Density of lists changed"), DensityChanged)
NOTIFICATIONS_CHANGED = Verb("notifications.changed", _("Notifications changed"), NotificationsChanged)
TOKEN_ISSUED = Verb("token.issued", _("Token created"), TokenChanged)
TOKEN_REVOKED = Verb("token.revoked", _("Token revoked"), TokenChanged)
LOG_SIGNED = Verb("log.signed", _("Log signed"), LogSigned)
LOG_COUNTERSIGNED = Verb("log.countersigned", _("Log countersigned by a witness"), LogCountersigned)
HEAD_WITNESSED = Verb("head.witnessed", _("Head of another desk countersigned"), HeadWitnessed)
FORK_FOUND = Verb("head.fork_found", _("Head of another desk contradicts an earlier one"), HeadWitnessed)
BACKUP_MADE = Verb("backup.made", _("Backup made"), BackupReported)
BACKUP_DRILLED = Verb("backup.drilled", _("Backup restored on trial"), BackupReported)
EXPORT_REQUESTED = Verb("export.requested", _("Export of the desk requested"), NoData)
EXPORT_MADE = Verb("export.made", _("Export of the desk written"), DeskExported)
EXPORT_DOWNLOADED = Verb("export.downloaded", _("Export of the desk downloaded"), DeskExported)
WEBHOOK_CREATED = Verb("webhook.created", _("Webhook created"), WebhookChanged)
WEBHOOK_CHANGED = Verb("webhook.changed", _("Webhook changed"), WebhookEdited)
WEBHOOK_ROTATED = Verb("webhook.rotated", _("Webhook secret rotated"), WebhookChanged)
WEBHOOK_PAUSED = Verb("webhook.paused", _("Webhook paused"), WebhookChanged)
WEBHOOK_RESUMED = Verb("webhook.resumed", _("Webhook resumed"), WebhookChanged)
WEBHOOK_ENDED = Verb("webhook.ended", _("Webhook ended"), WebhookChanged)
WEBHOOK_TESTED = Verb("webhook.tested", _("Test message to a webhook"), WebhookChanged)
WEBHOOK_REPLAYED = Verb("webhook.replayed", _("Webhook delivery repeated"), DeliveryReplayed)
CASE_TAKEN = Verb("case.taken", _("Case taken"), CaseHolding)
CASE_RENEWED = Verb("case.renewed", _("Case held longer"), CaseHolding)
CASE_TAKEN_OVER = Verb("case.taken_over", _("Case taken over"), CaseHolding)
CASE_RELEASED = Verb("case.released", _("Case released"), CaseHolding)
SEARCH_SAVED = Verb("saved_search.saved", _("Search saved"), SavedSearchChanged)
SEARCH_RENAMED = Verb("saved_search.renamed", _("Saved search renamed"), SavedSearchChanged)
SEARCH_DELETED = Verb("saved_search.deleted", _("Saved search deleted"), SavedSearchChanged)
TOPIC_ADDED = Verb("topic.added", _("Topic added"), TopicChanged)
TOPIC_CHANGED = Verb("topic.changed", _("Topic changed"), TopicChanged)
IDENTITY_CHANGED = Verb("identity.changed", _("Identity of the desk changed"), IdentityChanged)
IDENTITY_RESTORED = Verb("identity.restored", _("Earlier identity of the desk restored"), IdentityChanged)
SITE_PAGE_SAVED = Verb("site_page.saved", _("Page about the desk saved"), SitePageChanged)
SITE_PAGE_RESTORED = Verb("site_page.restored", _("Earlier page about the desk restored"), SitePageChanged)
SCALE_CHANGED = Verb("scale.changed", _("Rating scale changed"), ScaleChanged)
WEIGHTS_CHANGED = Verb("weights.changed", _("Weights changed"), WeightsChanged)
QUEUE_REPRIORITISED = Verb("queue.reprioritised", _("Queue reordered by the new weights"), QueueReprioritised)
SNAPSHOT_REQUESTED = Verb("snapshot.requested", _("Page requested"), SnapshotChanged)
SNAPSHOT_STORED = Verb("snapshot.stored", _("Page stored"), SnapshotChanged)
SNAPSHOT_DELAYED = Verb("snapshot.delayed", _("Page not available; the fetch will be retried"), SnapshotChanged)
SNAPSHOT_FAILED = Verb("snapshot.failed", _("Page could not be fetched"), SnapshotChanged)
IMPORT_REQUESTED = Verb("import.requested", _("Import requested"), ImportChanged)
IMPORT_FAILED = Verb("import.failed", _("Import failed"), ImportChanged)
IMPORT_CONFIRMED = Verb("import.confirmed", _("Import confirmed"), ImportChanged)
IMPORT_UNDONE = Verb("import.undone", _("Import undone"), ImportUndone)
FACT_CHECKS_IMPORTED = Verb("fact_checks.imported", _("Fact-checks imported"), FactChecksImported)
