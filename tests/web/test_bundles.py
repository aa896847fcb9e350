"""Bundles of stylesheets and scripts."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from claims.models import User
from claims.web.bundles import SCRIPTS, SOURCES, STYLES, bundle_names, render_bundle, write_bundle
from tests.stories import make_taken_claim

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ASSET_PATTERN = re.compile(r'(?:<script[^>]+src|<link rel="stylesheet" href)="([^"]+)"')
MAX_SCRIPTS = 4


def test_every_part_is_in_a_bundle() -> None:
    assert {path.stem for path in (SOURCES / "css").glob("*.css")} == set(STYLES)
    bundled = {part for parts in SCRIPTS.values() for part in parts}
    assert {path.stem for path in (SOURCES / "js").glob("*.js")} == bundled | {"theme", "words"}


def test_the_stylesheet_starts_with_the_order_of_layers() -> None:
    assert (
        render_bundle("claims/site.css").lstrip().startswith((SOURCES / "css" / "tokens.css").read_text()[:40].strip())
    )


def test_scripts_have_separate_scopes() -> None:
    text = render_bundle("claims/claim.js")
    assert text.count("\nconst sentence") == 1
    assert text.count("\n{\n") == len(SCRIPTS["claim"])
    assert "import " not in "".join(line for line in text.splitlines() if line.startswith("import"))


def test_templates_load_bundles_only() -> None:
    loaded = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"{% static '(claims/[^']+\.(?:js|css))'", path.read_text(encoding="utf-8"))
    }
    assert loaded - {"claims/js/theme.js"} == set(bundle_names())


def test_a_page_loads_one_stylesheet_and_few_scripts(client: Client, edith: User) -> None:
    client.force_login(edith)
    page = client.get(f"/claims/{make_taken_claim(edith).pk}/").content.decode()
    loaded = ASSET_PATTERN.findall(page)
    assert [name for name in loaded if name.endswith(".css")] == ["/static/claims/site.css"]
    assert len([name for name in loaded if ".js" in name]) <= MAX_SCRIPTS


def test_a_bundle_is_rewritten_only_if_a_part_changes() -> None:
    path = write_bundle("claims/desk.js")
    before = path.stat().st_mtime_ns
    assert write_bundle("claims/desk.js").stat().st_mtime_ns == before
    path.write_text("old")
    assert write_bundle("claims/desk.js").read_text() == render_bundle("claims/desk.js")


def test_the_finder_finds_bundles_and_nothing_else() -> None:
    assert Path(str(finders.find("claims/site.css"))).read_text() == render_bundle("claims/site.css")
    assert not finders.find("claims/no-such-bundle.js")
    assert finders.find("claims/desk.js", find_all=True) == [str(write_bundle("claims/desk.js"))]
    assert "static/claims/js/theme.js" in str(finders.find("claims/js/theme.js"))


def test_collected_bundles_are_hashed(tmp_path: Path) -> None:
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC_FILES}}
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["drf_spectacular_*", "admin*"])
    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert all((tmp_path / hashed[name]).exists() and hashed[name] != name for name in bundle_names())
