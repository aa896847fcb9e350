"""The verbs of official figures: series, files of values, and their matches with claims."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.series import FigureJudged, FiguresImported, SeriesChanged

SERIES_ADDED = Verb("series.added", _("Series of official figures added"), SeriesChanged)
SERIES_CHANGED = Verb("series.changed", _("Series of official figures changed"), SeriesChanged)
SERIES_REMOVED = Verb("series.removed", _("Series of official figures removed"), SeriesChanged)
SERIES_RESTORED = Verb("series.restored", _("Series of official figures restored"), SeriesChanged)
FIGURES_REQUESTED = Verb("figures.requested", _("Import of official figures requested"), FiguresImported)
FIGURES_IMPORTED = Verb("figures.imported", _("Official figures imported"), FiguresImported)
FIGURES_UNDONE = Verb("figures.undone", _("Import of official figures undone"), FiguresImported)
FIGURES_FAILED = Verb("figures.failed", _("Import of official figures failed"), FiguresImported)
FIGURE_CONFIRMED = Verb(
    "figure.confirmed", _("Official figure confirmed: it is about the same"), FigureJudged,
    decides=True, reversal="restore_figure_judgement",
)  # fmt: skip
FIGURE_REJECTED = Verb(
    "figure.rejected", _("Official figure rejected: it is about something else"), FigureJudged,
    decides=True, reversal="restore_figure_judgement",
)  # fmt: skip
FIGURE_REOPENED = Verb(
    "figure.reopened", _("Judgement on an official figure reversed"), FigureJudged,
    decides=True, reversal="restore_figure_judgement",
)  # fmt: skip
