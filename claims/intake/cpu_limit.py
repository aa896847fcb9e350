"""How much CPU time the intake process may use for one kind of file."""

import resource


def allow_cpu_seconds(seconds: int) -> None:
    """Raise the soft limit of this process to `seconds`, within its hard limit; without a limit there stays none."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY and soft < seconds:
        allowed = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
