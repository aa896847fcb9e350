"""The people of the tests: each fixture is a user with a role."""

from typing import Any

import pytest

from claims.models import User
from claims.workflow import Role

PASSWORD = "a quiet desk at noon"
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def create_user_with_role(name: str, role: Role) -> User:
    """Create a user whose password is `PASSWORD`."""
    return User.objects.create_user(f"{name.lower()}@desk.example", PASSWORD, name=name, role=role)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords fast, since every test creates its users."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture
def cora(db: None) -> User:
    """A contributor."""
    return create_user_with_role("Cora", Role.CONTRIBUTOR)


@pytest.fixture
def edith(db: None) -> User:
    """An editor."""
    return create_user_with_role("Edith", Role.EDITOR)


@pytest.fixture
def emil(db: None) -> User:
    """Another editor."""
    return create_user_with_role("Emil", Role.EDITOR)


@pytest.fixture
def mona(db: None) -> User:
    """A moderator."""
    return create_user_with_role("Mona", Role.MODERATOR)


@pytest.fixture
def ada(db: None) -> User:
    """The admin."""
    return create_user_with_role("Ada", Role.ADMIN)
