"""The judgement of an editor on what the desk suggested, as events keep the one before."""

from dataclasses import dataclass
from datetime import datetime

from claims.json_data import JsonData


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(JsonData):
    """Confirmed, rejected or suggested, by whom and when."""

    state: str
    by_id: int | None = None
    at: datetime | None = None
