"""The second factor: an admin may require it of a role; see `selectors.users.lacks_second_factor`."""

from claims.refusals import MfaRequired


def demand_second_factor(*, lacking: bool) -> None:
    """Raise `MfaRequired` where the person lacks the second factor that their role requires."""
    if lacking:
        raise MfaRequired
