"""Bundles of stylesheets and scripts: each page loads one file made of several parts, without a build step.

The parts are in ``claims/static/claims/css`` and ``js``. `BundleFinder` offers the bundles to Django's static files:
``collectstatic`` hashes and compresses them like any other file, and the test server serves them unchanged.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

SOURCES = Path(__file__).parents[1] / "static" / "claims"
STYLES = (
    "tokens", "fonts", "base", "layout", "tones", "bars", "controls", "forms", "tags", "claim", "article", "verdict",
    "tables", "feedback", "palette", "account", "desk", "charts", "public", "reference", "print",
)  # fmt: skip
"""Stylesheets in their order. tokens.css comes first, because it declares the order of the layers."""

SCRIPTS = {
    "desk": (
        "csrf", "submit-once", "send-key", "open-forms", "keyboard", "palette", "messages", "copy-text", "sign-out",
        "tour",
    ),
    "article": ("presence", "claim-focus", "article-marks", "batch-selection", "passage-selection"),
    "claim": (
        "presence", "comments", "mentions", "claim-focus", "article-marks", "lease-timer", "leave-claim",
        "character-count", "count-down", "fill-fields", "paste-image", "unsaved-text", "verdict-checklist",
    ),
    "keyboard": ("keyboard",),
    "moderation-case": ("presence", "comments", "mentions", "lease-timer", "moderation-queue", "count-down"),
    "moderation-list": ("claim-focus", "moderation-queue"),
    "own-keys": ("key-fields",),
    "queue": ("lease-timer", "claim-focus", "open-row"),
    "rows": ("claim-focus", "open-row"),
}  # fmt: skip
"""Scripts of each bundle in their order. A page loads `desk` and at most one more."""

WORDS = "words"
"""The script that reads the sentences of the page. It comes first in every bundle."""


def bundle_names() -> list[str]:
    """Return the names of all bundles, as templates give them to ``{% static %}``."""
    return ["claims/site.css", *(f"claims/{name}.js" for name in SCRIPTS)]


def render_bundle(name: str) -> str:
    """Return the text of a bundle. Each script is in its own block, so that its names are not visible to others.

    Files that a stylesheet names are one folder nearer to the bundle than to its part.
    """
    if name == "claims/site.css":
        return "\n".join(_read(f"css/{part}.css").replace('url("../', 'url("') for part in STYLES)
    parts = SCRIPTS[name.removeprefix("claims/").removesuffix(".js")]
    return "\n".join([_read(f"js/{WORDS}.js"), *(f"{{\n{_read(f'js/{part}.js')}}}" for part in parts)])


def write_bundle(name: str) -> Path:
    """Write a bundle below `BUNDLE_DIR` unless it is unchanged. The write is atomic if two processes write at once."""
    path = Path(settings.BUNDLE_DIR) / name
    text = render_bundle(name)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{id(text):x}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    return path


def _read(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


class BundleFinder(BaseFinder):
    """Finds bundles by name, and lists them for ``collectstatic``."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.storage = FileSystemStorage(location=str(settings.BUNDLE_DIR))

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Return the path of a bundle on disk, or nothing for any other file."""
        if path not in bundle_names():
            return []
        bundle = str(write_bundle(path))
        return [bundle] if find_all else bundle

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Return each bundle with the storage that holds it."""
        for name in bundle_names():
            write_bundle(name)
            yield name, self.storage
