"""Run a command that is sent a signal when the process that started it dies, be it by SIGKILL.

``python tether.py SIGNAL PARENT COMMAND...``, on systems other than Linux simply the command. A program
of its own, for the kernel's wish is made by the child for itself, and code between fork and exec is
unsafe as soon as the parent has threads.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(signal: str, parent: str, *command: str) -> None:
    """Tie this process to `parent`, then become `command`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal))
        if os.getppid() != int(parent):
            sys.exit("the process that asked for this one is gone")
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
