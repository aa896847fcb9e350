"""The verbs of sources."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.sources import SourceChanged, SourceRoleChanged, SourcesJudged

SOURCE_CHANGED = Verb("source.changed", _("Source changed"), SourceChanged)
SOURCES_MERGED = Verb("sources.merged", _("Sources merged"), SourcesJudged)
SOURCES_SPLIT = Verb("sources.split", _("Sources split"), SourcesJudged)
SOURCES_DISTINGUISHED = Verb("sources.distinguished", _("Sources told apart"), SourcesJudged)
SOURCE_ROLE_ADDED = Verb("source_role.added", _("Role of a source added"), SourceRoleChanged)
SOURCE_ROLE_REMOVED = Verb("source_role.removed", _("Role of a source removed"), SourceRoleChanged)
