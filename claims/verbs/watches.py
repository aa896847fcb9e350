"""The verbs of watches, of the items that they find, and of pages that are visited again."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.watches import (
    PageChangeClosed,
    PageChanged,
    WatchChanged,
    WatchesImported,
    WatchItemDecided,
    WatchVisited,
)

WATCH_ADDED = Verb("watch.added", _("Watch added"), WatchChanged)
WATCH_CHANGED = Verb("watch.changed", _("Watch changed"), WatchChanged)
WATCH_PAUSED = Verb("watch.paused", _("Watch paused"), WatchChanged)
WATCH_RESUMED = Verb("watch.resumed", _("Watch resumed"), WatchChanged)
WATCH_REMOVED = Verb("watch.removed", _("Watch removed"), WatchChanged)
WATCH_RESTORED = Verb("watch.restored", _("Watch restored"), WatchChanged)
WATCH_REQUESTED = Verb("watch.requested", _("Visit of a watch requested"), WatchChanged)
WATCH_VISITED = Verb("watch.visited", _("Watch found new items"), WatchVisited)
WATCH_FAILED = Verb("watch.failed", _("Watch failed"), WatchChanged)
WATCHES_IMPORTED = Verb("watches.imported", _("List of feeds imported"), WatchesImported)
WATCH_ITEM_READ = Verb("watch_item.read", _("Found item read"), WatchItemDecided)
WATCH_ITEM_LEFT = Verb("watch_item.left", _("Found item left"), WatchItemDecided)
PAGE_CHANGED = Verb("page.changed", _("Source changed after the desk read it"), PageChanged)
PAGE_CHANGE_CLOSED = Verb("page.change_closed", _("Case about a changed source closed"), PageChangeClosed)
