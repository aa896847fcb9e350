"""The data that each event carries, one dataclass per shape; `claims.verbs` says which verb carries which."""

from claims.event_data.base import EventData, NoData

__all__ = ["EventData", "NoData"]
