"""Numbers one can compare: value or range, what is counted, and how exactly."""

import re
from collections.abc import Iterator

from claims.nlp.numerals import NUMBER, value
from claims.nlp.reading import Quantity, Span

AT_LEAST = ("more than", "at least", "over", "upwards of", "no fewer than", "no less than", "in excess of", "above",
            "greater than", "not less than", "a minimum of")  # fmt: skip
AT_MOST = ("less than", "fewer than", "up to", "under", "no more than", "at most", "below", "as many as", "as much as",
           "not more than", "a maximum of")  # fmt: skip
ABOUT = ("nearly", "almost", "about", "around", "some", "approximately", "roughly", "an estimated", "estimated", "only",
         "just", "close to", "doubled to", "tripled to", "rose to", "fell to", "just over", "just under", "exactly",
         "another", "a further", "an additional", "circa", "the approximately", "halved to")  # fmt: skip
MODIFIER = "|".join(re.escape(words) for words in sorted((*AT_LEAST, *AT_MOST, *ABOUT), key=len, reverse=True))
CURRENCY = r"(?:US\$|A\$|C\$|NZ\$|[$£€¥₹₽₴])"
PERCENT = r"(?:\s?%|[ -]?per ?cent(?:age points?)?\b|\spercentage points?\b)"
MONEY = r"\s(?:US )?(?:dollars?|pounds?|euros?|rubles?|roubles?|yen|yuan|hryvnias?|rupees?|francs?|cents?)\b"
QUANTITY = re.compile(
    rf"""(?<![\w.,/-])(?<!:)
    (?:(?P<modifier>{MODIFIER})\s+)?
    (?:(?P<between>between|from)\s+)?
    (?P<money>{CURRENCY})?(?P<low>{NUMBER})(?P<low_percent>{PERCENT})?
    (?:(?:\s+(?P<joint>and|to|or)\s+|\s?[–-]\s?)(?P<money2>{CURRENCY})?(?P<high>{NUMBER}))?
    (?P<percent>{PERCENT})?(?P<coin>{MONEY})?
    (?![\w:/])""",
    re.VERBOSE | re.IGNORECASE,
)
SHARE = re.compile(
    rf"(?:(?P<modifier>{MODIFIER})\s+)?\b(?P<part>{NUMBER})[ -](?:in|out of)[ -](?:every )?(?P<whole>{NUMBER})(?![\w,.]\d)",
    re.IGNORECASE,
)
FRACTIONS = {"half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0,
             "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
             "a tenth": 10.0}  # fmt: skip
FRACTION = re.compile(
    rf"(?:(?P<modifier>{MODIFIER})\s+)?\b(?P<part>{'|'.join(FRACTIONS).replace(' ', '[ -]')}) (?=of\b|the\b|its\b|their\b)",
    re.IGNORECASE,
)
TIMES = re.compile(r"\b(?P<verb>doubled|tripled|quadrupled|halved)\b(?! to\b)", re.IGNORECASE)
FACTORS = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
DATE_BEFORE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s$|"
    r"(?:\b(?:in|since|by|until|till|of|year|from|before|after|during|to|and|early|late|mid)[ -]|[‘'(])$", re.IGNORECASE)  # fmt: skip
DATE_BEHIND = re.compile(
    r"\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\s?[ap]\.?m\b|\s?o.clock|-?(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
UNIT_WORD = re.compile(r"[ -]?([^\W\d_][\w’'-]*)")
NOT_UNITS = frozenset(
    """the a an and or but of in on at to for from by with without as than that which who whom whose when where while
    is are was were be been being have has had do does did will would can could may might shall should must not no it
    he she they we you i this these those there their his her its our your my if so because since during after before
    against among about into over under near between through per each every still now then also said says say told
    voted vote show shows think believe want according""".split()
)
HAPPENED = re.compile(
    r"\s+(?:who\s+|that\s+)?(?:(?:have|has|had|were|was|are|is|being|been|be)\s+){1,3}"
    r"(?:\w+ly\s+)?(killed|injured|wounded|displaced|missing|arrested|infected|hospitalised|hospitalized|detained|destroyed"
    r"|evacuated|vaccinated|dead|unemployed|lost|created|fired|sold|built|deported|charged|affected|tested|homeless)\b",
    re.IGNORECASE,
)  # fmt: skip


def quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities between two offsets, in order."""
    found: list[Quantity] = []
    for one in (*_shares(text, start, end), *_counts(text, start, end)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span.start))


def _shares(text: str, start: int, end: int) -> Iterator[Quantity]:
    """One in four, half of, doubled."""
    for match in SHARE.finditer(text, start, end):
        part, whole = value(match["part"]), value(match["whole"])
        if part is not None and whole and part <= whole and whole < 1800:
            yield _bounded(match, round(100 * part / whole, 2), None, "%")
    for match in FRACTION.finditer(text, start, end):
        yield _bounded(match, round(FRACTIONS[match["part"].lower().replace("-", " ")], 2), None, "%")
    for match in TIMES.finditer(text, start, end):
        factor = FACTORS[match["verb"].lower()]
        yield Quantity(factor, factor, "times", Span(*match.span()), match["verb"].lower())


def _counts(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text, start, end):
        low = value(match["low"])
        high = value(match["high"]) if match["high"] else None
        unit = _unit(text, match, end)
        if low is None or _is_date(text, match, unit) or (match["low"].lower() == "one" and not high):
            continue
        if match["joint"] == "and" and not match["between"]:
            high = None
        if high is not None and low < 1000 <= high and match["low"].isdigit():
            low *= _scale(match["high"])
        if not (match["money"] or unit or match["modifier"] or "," in match["low"]) and low < 10:
            continue
        yield _bounded(match, low, high, unit)


def _scale(words: str) -> float:
    """Five to six million: the scale of the second number holds for the first."""
    names = re.findall(r"[a-z]+", words.lower())
    return (value("1 " + names[-1]) or 1.0) if names else 1.0


def _bounded(match: re.Match[str], low: float, high: float | None, unit: str) -> Quantity:
    modifier = " ".join((match["modifier"] or "").lower().split())
    span = Span(match.start(), match.end())
    if high is not None and high >= low:
        return Quantity(low, high, unit, span, modifier)
    if modifier in AT_LEAST:
        return Quantity(low, None, unit, span, modifier)
    if modifier in AT_MOST:
        return Quantity(None, low, unit, span, modifier)
    return Quantity(low, low, unit, span, modifier)


def _is_date(text: str, match: re.Match[str], unit: str) -> bool:
    """Years, days of a month, times of day and ordinals count nothing."""
    number = match["low"]
    if match["money"] or match["percent"] or match["low_percent"] or match["modifier"] or "," in number:
        return False
    before = text[max(0, match.start("low") - 12) : match.start("low")]
    if DATE_BEHIND.match(text, match.end("low")):
        return True
    if YEAR.match(number):
        return not unit or bool(DATE_BEFORE.search(before))
    return number.isdigit() and bool(
        re.search(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s$", before, re.IGNORECASE)
    )


def _unit(text: str, match: re.Match[str], end: int) -> str:
    """What is counted: the words behind the number up to the end of its noun phrase."""
    if match["percent"] or match["low_percent"]:
        return "percentage points" if "point" in (match["percent"] or match["low_percent"]) else "%"
    if match["money"]:
        return str(match["money"])
    if match["coin"]:
        return match["coin"].strip()
    words: list[str] = []
    place = match.end()
    while len(words) < 4 and (word := UNIT_WORD.match(text, place, end)):
        if word[1].lower() in NOT_UNITS:
            break
        words.append(word[1])
        place = word.end()
    happened = HAPPENED.match(text, place, end) if words else None
    return " ".join([*words, happened[1].lower()] if happened else words)
