"""The publication page: what a publication froze beside its ClaimReview, as typed data.

The page is stored as JSON in `Publication.page`, is hashed in the log, and never changes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from claims.file_kinds import PDF, name_file
from claims.json_data import JsonData


@dataclass(frozen=True, slots=True)
class PageDesk(JsonData):
    """The desk as it called itself; `url` is its front page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PageArticle(JsonData):
    """An article in which the claim appears; `kind` is the kind of text, as in `Article.Kind`.

    The desk fetched its text from `url`; `claimed_url` is only what a person said when they pasted the text,
    `media_url` where its recording is.
    """

    title: str
    url: str = ""
    publisher: str = ""
    published: date | None = None
    kind: str = "news"
    claimed_url: str = ""
    media_url: str = ""


@dataclass(frozen=True, slots=True)
class PageAttribution(JsonData):
    """One link of the source chain. `start` and `end` are characters of the article's text.

    An `unresolved` link is a pronoun of which the article leaves open whom it means.
    """

    name: str
    kind: str
    cue: str = ""
    start: int | None = None
    end: int | None = None
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class PageQuantity(JsonData):
    """A number of the claim, None where a bound is open. `start` and `end` are characters of the article's text.

    `kind` is one of `Quantity.Kind`, `currency` an ISO 4217 code or empty.
    """

    low: float | None
    high: float | None
    unit: str
    modifier: str = ""
    start: int | None = None
    end: int | None = None
    kind: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class PageAppearance(JsonData):
    """A place where the claim appears, with the words of the article and the source chain.

    `assertion` says whether the source asserts it, as in `Appearance.Assertion`. `page` and `second` say where it
    is in a PDF or a recording.
    """

    article: PageArticle
    exact: str
    hedge: str = ""
    assertion: str = "asserted"
    attributions: tuple[PageAttribution, ...] = ()
    quantities: tuple[PageQuantity, ...] = ()
    page: int | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class PageSnapshot(JsonData):
    """The desk's copy of a page: when it was fetched, the SHA-256 of its text, and its length in words.

    `quote` is the state of the quote in that text, as in `QuoteCheck.State`; `context` has the sentences around it, and
    `page` is where it stands in a PDF.
    """

    url: str
    title: str
    fetched: datetime
    sha256: str
    words: int
    quote: str
    context: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PageFile(JsonData):
    """A stored file: the SHA-256 of its content, and its size in pixels, 0 for a PDF."""

    sha256: str
    media_type: str
    size_bytes: int
    width: int = 0
    height: int = 0

    def __str__(self) -> str:
        """Return the name by which readers get it."""
        return name_file(self.sha256, self.media_type)

    @property
    def is_image(self) -> bool:
        """Whether a page can show it."""
        return self.media_type != PDF


@dataclass(frozen=True, slots=True)
class PageEvidence(JsonData):
    """A piece of evidence. The fields from `stance` to `credit` stand in the order in which changes list them.

    `number` is what citations name; 0 on pages from before there were citations.
    """

    question: str = ""
    stance: str = ""
    answer: str = ""
    quote: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    accessed: date | None = None
    file: PageFile | None = None
    alt_text: str = ""
    credit: str = ""
    independent: bool = True
    dependence: str = ""
    snapshot: PageSnapshot | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class PageRating(JsonData):
    """The rating as the scale had it: the number of its version, the canonical rating, and how it was shown.

    `value` lies between `worst` and `best`; all three are None where no number applies. `in_words` says that the
    rating is in own words, so that a removal of words reaches it.
    """

    scale: int
    canonical: str
    tone: str
    meaning: str = ""
    symbol: str = ""
    picture: str = ""
    value: int | None = None
    worst: int | None = None
    best: int | None = None
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class PublicationPage(JsonData):
    """All that a public page shows beside the columns of its publication.

    `url` is the address of the page, `rating_label` the rating in the desk's language, and `first_published` the
    time of the first revision. Appearances stand in the order of their articles' dates. `slug` is the part of the
    address that the headline gives. `justification` is Markdown, `conclusion` the sentence that stands before it.
    `rated` is None on pages from before scales had versions, and in the preview of a draft without a rating.
    `checked_by` and `approved_by` are names for readers, empty if the desk stands for them. `translation_of` is the
    address of the original that never changes, empty if this is the original; of a translation, what people said and
    what the evidence is are as on the page of the original.
    """

    url: str
    desk: PageDesk
    language: str
    first_published: datetime
    rating: str
    rating_label: str
    summary: str
    justification: str
    appearances: tuple[PageAppearance, ...] = ()
    evidence: tuple[PageEvidence, ...] = ()
    headline: str = ""
    slug: str = ""
    conclusion: str = ""
    checked_by: tuple[str, ...] = ()
    approved_by: str = ""
    rated: PageRating | None = None
    translation_of: str = ""

    @property
    def first_claimed(self) -> date | None:
        """The date of the oldest article with the claim, None if no article has a date."""
        return min((place.article.published for place in self.appearances if place.article.published), default=None)
