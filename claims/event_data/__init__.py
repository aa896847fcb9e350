"""The data that each event carries, one dataclass per shape; see `claims.verbs` for who carries what."""

from claims.event_data.base import EventData, JsonData, NoData

__all__ = ["EventData", "JsonData", "NoData"]
