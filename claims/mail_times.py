"""When a mail to a person may go out: quiet hours, and the hour of the daily mail. Times are local and aware."""

from datetime import datetime, time, timedelta


def next_time_of_day(now: datetime, at: time) -> datetime:
    """Return the next moment with this time of day, later than `now`."""
    moment = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return moment if moment > now else moment + timedelta(days=1)


def end_of_quiet_hours(now: datetime, start: time | None, end: time | None) -> datetime:
    """Return when the quiet hours around `now` end; `now` outside of them. They may last over midnight."""
    if start is None or end is None:
        return now
    clock = now.time()
    is_quiet = start <= clock < end if start < end else clock >= start or clock < end
    return next_time_of_day(now, end) if is_quiet else now
