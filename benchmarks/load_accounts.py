"""Accounts and topics of a generated desk."""

from dataclasses import dataclass

from claims.models import Topic, User
from claims.workflow import Role

PEOPLE_BY_ROLE = {Role.CONTRIBUTOR: 40, Role.EDITOR: 50, Role.MODERATOR: 10, Role.ADMIN: 1}
TOPIC_NAMES = ("Health", "Economy", "Climate", "Migration", "Education", "Crime", "Transport", "Elections")


@dataclass(frozen=True, slots=True)
class AccountIds:
    """Ids of accounts, by role."""

    contributors: list[int]
    editors: list[int]
    moderators: list[int]


def create_people() -> AccountIds:
    """Create accounts without a password; the benchmarks sign them in directly."""
    people = User.objects.bulk_create(
        _create_person(role, n) for role, number in PEOPLE_BY_ROLE.items() for n in range(number)
    )
    by_role = {role: [person.pk for person in people if person.role == role] for role in Role}
    return AccountIds(by_role[Role.CONTRIBUTOR], by_role[Role.EDITOR], by_role[Role.MODERATOR])


def _create_person(role: Role, number: int) -> User:
    email, admin = f"{role}{number}@desk.example", role == Role.ADMIN
    person = User(username=email, email=email, name=f"{role.title()} {number}", role=role)
    person.is_staff = person.is_superuser = admin
    person.set_unusable_password()
    return person


def ensure_topics() -> list[int]:
    """Return the ids of the existing topics, or of new ones if there are none."""
    if not Topic.objects.exists():
        Topic.objects.bulk_create(Topic(name=name, slug=name.lower()) for name in TOPIC_NAMES)
    return list(Topic.objects.values_list("pk", flat=True)[: len(TOPIC_NAMES)])
