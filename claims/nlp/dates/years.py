"""Resolving years, seasons, quarters, decades and centuries; see `resolution`."""

from datetime import date

from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.dates.setting import Match, Setting

MONTHS_A_QUARTER, QUARTERS_A_YEAR, SEASON_MONTHS = 3, 4, 3


def resolve_year(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "2021"."""
    return match["year"]


def resolve_fiscal_years(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "fiscal 2019-20" and "2012-2016"."""
    start, end = match["year"], match["end_year"]
    last = end if len(end) == len(start) else start[:2] + end
    return f"{start}/{last}" if int(start) < int(last) else ""


def resolve_quarter(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "Q1 2023", "last quarter", and "the third quarter": the latest one that has begun, or the next."""
    groups, today = match.groupdict(), setting.today
    if groups.get("step"):
        return _step_quarters(today, grammar.steps[match["step"].lower()]) if today else ""
    quarter = int(groups["quarter"]) if groups.get("quarter") else grammar.quarters[match["word"].lower()]
    if groups.get("year"):
        return f"{match['year']}-Q{quarter}"
    if today is None:
        return ""
    if groups.get("which"):
        return f"{today.year + grammar.steps[match['which'].lower()]}-Q{quarter}"
    current = _quarter_of(today)
    year = today.year + (quarter < current) if setting.is_ahead else today.year - (quarter > current)
    return f"{year}-Q{quarter}"


def _quarter_of(day: date) -> int:
    return (day.month - 1) // MONTHS_A_QUARTER + 1


def _step_quarters(today: date, steps: int) -> str:
    """Return the quarter that is some steps from that of today."""
    years, before = divmod(today.year * QUARTERS_A_YEAR + _quarter_of(today) - 1 + steps, QUARTERS_A_YEAR)
    return f"{years}-Q{before + 1}"


def resolve_half(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the first half of 2021" and "H2 2021" to its months."""
    groups, today = match.groupdict(), setting.today
    is_first = (groups.get("half") or match["word"].lower()) in ("1", "first")
    year = groups.get("year")
    if year is None and today is not None:
        year = f"{today.year + grammar.steps.get((groups.get('which') or '').lower(), 0)}"
    return (f"{year}-01/{year}-06" if is_first else f"{year}-07/{year}-12") if year else ""


def resolve_decade(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the 1980s" and "the nineties"."""
    groups = match.groupdict()
    if groups.get("decade"):
        return f"{match['decade']}X"
    digit = int(groups["short_decade"]) if groups.get("short_decade") else grammar.decades[match["decade_word"].lower()]
    if setting.today is None:
        return ""
    century = setting.today.year // 100
    is_over = century * 10 + digit <= setting.today.year // 10
    return f"{century if is_over else century - 1}{digit}X"


def resolve_century(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the 19th century"."""
    hundreds = match.groupdict().get("hundreds")
    return f"{int(hundreds) if hundreds else int(match['century']) - 1:02d}XX"


def resolve_season(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "last autumn" to the year in which it began."""
    today, step = setting.today, grammar.steps[match["which"].lower()]
    if today is None:
        return ""
    month = grammar.seasons[match["season"].lower()]
    is_over, is_ahead = today.month >= month + SEASON_MONTHS, today.month < month
    if step < 0:
        return str(today.year - (not is_over))
    return str(today.year + (step > 0 and not is_ahead))
