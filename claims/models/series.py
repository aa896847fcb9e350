"""Official figures: series, the files they come from, and their values as they were published on a day."""

from typing import ClassVar, TypedDict

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.frequencies import FREQUENCIES, FREQUENCY_LABELS, MONTH
from claims.intake.figure_texts import LARGEST_VALUE
from claims.models.append_only import refuse_truncate

STANDING_SERIES = Q(removed__isnull=True)


class SeriesContent(TypedDict, total=False):
    """The fields of a series that an editor can change, with the types that the services take."""

    name: str
    publisher: str
    place: str
    url: str
    licence: str
    notes: str
    keywords: list[str]


class Series(models.Model):
    """Official figures about one thing: what is measured, where, how often and by whom.

    A value of the series times `multiplier` is a number of `unit`, or of the `currency`. `keywords` are what a claim
    must mention, one of them; `words` are what the desk searches for, see `claims.figure_matching.series_words`.
    """

    class Multiplier(models.IntegerChoices):
        """What one unit of a value stands for."""

        ONE = 1, _("as they are")
        THOUSAND = 1_000, _("in thousands")
        MILLION = 1_000_000, _("in millions")
        BILLION = 1_000_000_000, _("in billions")

    CONTENT_FIELDS = tuple(SeriesContent.__annotations__)
    """The fields that can be changed; what a value means stays."""

    name = models.CharField(_("Name"), max_length=200, help_text=_("What is measured: Unemployment rate."))
    publisher = models.CharField(_("Publisher"), max_length=200, help_text=_("Who publishes the figures."))
    unit = models.CharField(
        _("Unit"),
        max_length=60,
        help_text=_("As claims name it: %, people, tonnes, euros. Nobody can change it later."),
    )
    currency = models.CharField(
        _("Currency"), max_length=3, blank=True, default="", help_text=_("Of amounts of money, as a code: EUR, USD.")
    )
    multiplier = models.PositiveIntegerField(
        _("Values are given"), choices=Multiplier.choices, default=Multiplier.ONE, db_default=Multiplier.ONE
    )
    place = models.CharField(
        _("Place"), max_length=100, blank=True, help_text=_("A country, region or town. Leave it empty for the world.")
    )
    frequency = models.CharField(_("Frequency"), max_length=7, choices=list(FREQUENCY_LABELS.items()), default=MONTH)
    url = models.URLField(
        _("URL"), max_length=2000, blank=True, help_text=_("The page where the publisher presents the series.")
    )
    licence = models.CharField(_("Licence"), max_length=200, blank=True)
    notes = models.TextField(
        _("Notes"), max_length=2_000, blank=True, help_text=_("Definition, breaks and adjustments.")
    )
    keywords = ArrayField(models.CharField(max_length=60), default=list, blank=True, size=50)
    words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(db_default=Now())
    removed = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "series"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(publisher="") & ~Q(unit=""), name="a_series_says_what_it_counts"
            ),
            models.CheckConstraint(condition=Q(frequency__in=list(FREQUENCIES)), name="a_frequency_is_known"),
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex="^[A-Z]{3}$"), name="a_series_has_a_currency_code"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-id"], name="series_standing", condition=STANDING_SERIES),
            GinIndex(fields=["words"], name="series_by_word", condition=STANDING_SERIES, fastupdate=False),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="series_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="values_keep_their_meaning", fields=["unit", "currency", "multiplier", "frequency"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeriesImport(models.Model):
    """A file of values, uploaded (`data`) or by the URL `name`. A worker reads it; a person sees what it brings first.

    `published` is the day of publication of values for which the file names none. `choice` is the series of the file
    that is read. `table` is what was read (`claims.intake.series_files.SeriesTable`) until it is stored, `report` what
    the import does or did (`claims.services.series_imports.SeriesReport`).
    """

    MAX_ATTEMPTS = 3

    class State(models.TextChoices):
        """The progress of the import."""

        WAITING = "waiting", _("waiting")
        CHOOSING = "choosing", _("needs a choice")
        CHECKED = "checked", _("checked, not stored yet")
        DONE = "done", pgettext_lazy("import", "stored")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    series = models.ForeignKey(Series, models.PROTECT, related_name="imports")
    name = models.CharField(_("URL"), max_length=2000)
    data = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    published = models.DateField(
        _("Published on"), help_text=_("For values of which the file does not say when they were published.")
    )
    choice = models.CharField(max_length=200, blank=True)
    table = models.JSONField(null=True)
    report = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed", "undone"]) | Q(data__isnull=True, table__isnull=True),
                name="a_finished_import_of_figures_has_no_data",
            ),
            models.CheckConstraint(condition=Q(state="failed") ^ Q(error=""), name="a_failed_import_says_why"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["series", "-id"], name="imports_of_a_series"),
            models.Index(fields=["id"], name="figures_to_read", condition=Q(state="waiting")),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="imports_of_figures_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """A value of a series for the period that begins on `start`, as it was `published` on a day: a vintage.

    A revision is another row with a later day; no row changes. An import that is undone marks its rows as `withdrawn`.
    `line` is where the file has the value.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="observations", db_index=False)
    start = models.DateField()
    value = models.FloatField()
    published = models.DateField()
    run = models.ForeignKey(SeriesImport, models.PROTECT, related_name="observations")
    line = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering: ClassVar = ["start", "published"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "start", "published"],
                condition=Q(withdrawn=False),
                name="one_value_a_day_for_a_period",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=-LARGEST_VALUE, value__lte=LARGEST_VALUE), name="a_value_is_a_number"
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="observations_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_vintage_is_never_overwritten", exclude=["withdrawn"]),
            pgtrigger.Protect(
                name="what_is_withdrawn_stays_withdrawn",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}: {self.value}, published {self.published}"
