"""Runs a command that receives a signal when the process that started it dies, even by SIGKILL.

``python die_with_parent.py SIGNAL PARENT COMMAND...``. On systems other than Linux it runs the command alone. It is a
program of its own because the kernel takes the request from the child itself, and Python code between fork and exec
is unsafe once the parent has threads.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(signal: int, parent: int) -> None:
    """Let this process get a signal when `parent`, which started it, dies; end at once if that has happened."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal)
        if os.getppid() != parent:
            sys.exit("The parent process has already ended.")


def main(signal: str, parent: str, *command: str) -> None:
    """Bind this process to `parent`, then replace it by `command`."""
    die_with_parent(int(signal), int(parent))
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
