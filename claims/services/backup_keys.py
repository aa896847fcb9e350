"""The keys that a backup needs and does not contain: the key of the log, and SECRET_KEY, which seals secrets."""

import hashlib
from pathlib import Path

from django.conf import settings

from claims.services.log_signing import public_signing_key, read_signing_seed

FINGERPRINT_CHARACTERS = 16


def key_names() -> dict[str, str]:
    """Return the names under which the keys are stored; a name tells keys apart and reveals nothing."""
    secret = hashlib.sha256(f"factcheck secret key\n{settings.SECRET_KEY}".encode()).hexdigest()
    return {
        "log_key": f"log-key.{public_signing_key()['kid'][:FINGERPRINT_CHARACTERS]}",
        "secret_key": f"secret_key.{secret[:FINGERPRINT_CHARACTERS]}",
    }


def store_keys(directory: Path) -> None:
    """Write the keys to their directory, unless they are there. It belongs on another disk than the backups."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = key_names()
    for name, value in ((names["log_key"], read_signing_seed()), (names["secret_key"], settings.SECRET_KEY)):
        path = directory / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(value)


def install_keys(directory: Path, names: dict[str, str]) -> list[str]:
    """Copy the keys of a backup into the data directory; return the names of those that the desk does not use.

    A key that is there already stays: a desk that signs with another key must not lose it.
    """
    targets = {"log_key": Path(settings.LOG_KEY_FILE), "secret_key": settings.DATA_DIR / "secret_key"}
    for kind, target in targets.items():
        source = directory / names[kind]
        if source.exists() and not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.touch(mode=0o600)
            target.write_text(source.read_text())
    used = key_names()
    return [name for kind, name in names.items() if used[kind] != name]
