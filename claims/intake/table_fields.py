"""The fields of a fact-check in a table with the names of their columns, and the tables that other tools export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class TableField:
    """A field that a column can fill. `names` are columns guessed to be it, as `_plain_name` writes them.

    A column with one of `last_words` at the end of its name is it too, if no other is: "Our verdict".
    """

    code: str
    label: "_StrPromise"
    names: str
    last_words: str = ""
    required: bool = False


TABLE_FIELDS = (
    TableField(
        "claim_text",
        _("Claim"),
        "claim claimreviewed statement claimtext text factchecktitle title headline behauptung aussage affirmation "
        "afirmacion alegacao affermazione bewering stelling pastand pastaende vaite twierdzenie teza tvrzeni tvrdenie "
        "iddia klaim утверждение твердження 主張",
        "claim claimreviewed statement claimtext",
        required=True,
    ),
    TableField(
        "url",
        _("URL of the fact-check"),
        "url link factcheckurl urlofthefactcheck reviewurl articleurl address permalink itempageurl lien enlace lenke "
        "lank tautan baglanti odkaz ссылка посилання",
        "url link permalink factcheck",
        required=True,
    ),
    TableField(
        "rating",
        _("Rating"),
        "rating verdict textualrating reviewratingalternatename alternatename ratingalternatename "
        "reviewrating status label ruling conclusion bewertung urteil calificacion veredicto classificacao verdetto "
        "oordeel konklusjon konklusion omdome ocena werdykt hodnoceni sonuc kesimpulan вердикт 判定",
        "rating verdict ruling textualrating alternatename ratinglabel verdictlabel",
    ),
    TableField(
        "title",
        _("Headline"),
        "headline title factchecktitle name summary factchecksummary titre titel titulo",
        "headline title",
    ),
    TableField(
        "publisher",
        _("Publisher"),
        "publisher publishername authorname author organization organisation factchecker workspace outlet",
        "publisher publishername authorname factchecker",
    ),
    TableField(
        "claimant",
        _("Who said it"),
        "claimant speaker itemreviewedauthorname claimauthor claimauthorname saidby whosaidit source who person",
        "claimant speaker claimauthor claimauthorname itemreviewedauthorname",
    ),
    TableField(
        "claimed",
        _("Day of the claim"),
        "claimdate itemrevieweddatepublished dateofclaim dayoftheclaim statementdate socialmediapostedat",
        "claimdate dateofclaim",
    ),
    TableField(
        "reviewed",
        _("Day of the fact-check"),
        "datepublished reviewdate published publishdate publishedat date reportpublishedat updatedat "
        "publicationdate dayofthefactcheck checkedon datum fecha data tanggal tarih",
        "reviewdate publishdate datepublished publishedat",
    ),
    TableField(
        "language",
        _("Language"),
        "language languagecode inlanguage lang langue sprache idioma lingua",
        "language languagecode inlanguage",
    ),
    TableField(
        "identifier",
        _("Identifier"),
        "id identifier uuid factcheckid reference",
    ),
)
"""The fields in the order in which columns are guessed."""

FIELD_CODES = tuple(row.code for row in TABLE_FIELDS)


@dataclass(frozen=True, slots=True)
class Preset:
    """The table that a tool exports: its columns by field. `published` names a column and its value that is wanted."""

    code: str
    label: "_StrPromise"
    columns: Mapping[str, str]
    published: tuple[str, str] | None = None
    marks: tuple[str, ...] = field(default=())
    """Further columns by which the table is recognised."""


PRESETS = (
    Preset(
        "check_fact_checks",
        _("Check: fact-checks"),
        {"claim_text": "Title", "title": "Summary", "url": "URL", "language": "Language", "identifier": "ID"},
        published=("Report Status", "published"),
        marks=("Report Status", "Imported?"),
    ),
    Preset(
        "check_media",
        _("Check: media"),
        {"claim_text": "Claim", "url": "Item page URL", "rating": "Status", "claimed": "Social Media Posted at",
         "reviewed": "Report Published at"},
        marks=("Number of media", "Submitted at"),
    ),
    Preset(
        "check_feed",
        _("Check: feed"),
        {"claim_text": "Fact-check title", "title": "Fact-check summary", "url": "Fact-check URL", "rating": "Rating",
         "publisher": "Workspace", "reviewed": "Updated at"},
        marks=("Workspace", "Updated by"),
    ),
    Preset(
        "insights",
        _("Fact-Check Insights"),
        {"claim_text": "claimReviewed", "url": "url", "rating": "reviewRating.alternateName",
         "publisher": "author.name", "claimant": "itemReviewed.author.name",
         "claimed": "itemReviewed.datePublished", "reviewed": "datePublished", "identifier": "id"},
        marks=("claimReviewed",),
    ),
)  # fmt: skip
