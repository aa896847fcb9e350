"""Stop signals of a process that ends its children in order."""

import signal
from typing import NoReturn

from factcheck.local.progress import print_line


def interrupt_on_signals(*numbers: signal.Signals, announcement: str = "") -> None:
    """Turn the first of these signals into KeyboardInterrupt, and ignore the next ones while the children stop."""

    def stop(*_: object) -> NoReturn:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        if announcement:
            print_line(announcement)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, stop)
