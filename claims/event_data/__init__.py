"""The data that each event carries, one dataclass per shape; `claims.verbs` says which verb carries which."""

from claims.event_data.base import EventData, NoData
from claims.event_data.verb import Verb

__all__ = ["EventData", "NoData", "Verb"]
