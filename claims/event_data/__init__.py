"""The data that each event carries, one dataclass per shape; `claims.verbs` says which verb carries which."""

from claims.event_data.base import EventData, EventPart, NoData

__all__ = ["EventData", "EventPart", "NoData"]
