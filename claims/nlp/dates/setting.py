"""What a date is resolved against, and the type of the functions that resolve one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.nlp.dates.grammar import DateGrammar

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is resolved against.

    `today` is the day of publication, or of the speech that is quoted, None if unknown. `is_ahead` says whether the
    date is still to come, `is_day_first` whether "3/4" is in April; both are None if the text does not tell.
    """

    today: date | None
    is_ahead: bool | None = None
    is_day_first: bool | None = None


Resolve = Callable[[Match, Setting, DateGrammar], str]
