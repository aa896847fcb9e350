"""A desk of this machine compresses its static files quickly; names and pages are those of a deployment."""

from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core.management import call_command


def collect(settings: Any, directory: Path, backend: str) -> set[str]:
    """Collect the static files with a storage, and return their names."""
    settings.STATIC_ROOT = directory
    settings.STATICFILES_DIRS, settings.INSTALLED_APPS = [], ["django.contrib.staticfiles", "claims"]
    settings.STORAGES = {**django_settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return {str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file()}


def test_a_local_desk_has_the_same_files_but_those_of_brotli(settings: Any, tmp_path: Path) -> None:
    local = collect(settings, tmp_path / "local", django_settings.LOCAL_STATIC_FILES)
    deployed = collect(settings, tmp_path / "deployed", django_settings.HASHED_STATIC_FILES)
    assert any(name.endswith(".br") for name in deployed)
    assert local == {name for name in deployed if not name.endswith(".br")}
