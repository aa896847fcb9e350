"""The extension is an archive with a manifest that browsers take and a script that opens the form of this desk."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_extension_opens_the_form_of_this_desk_and_asks_for_little(tmp_path: Path) -> None:
    archives = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for path in archives:
        call_command("build_extension", path)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with ZipFile(archives[0]) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(files) == {"manifest.json", "background.js", "icon.svg"}
    manifest = json.loads(files["manifest.json"])
    assert (manifest["manifest_version"], manifest["background"]["service_worker"]) == (3, "background.js")
    assert manifest["permissions"] == ["activeTab", "contextMenus", "scripting"]
    assert "host_permissions" not in manifest
    assert "/desk/send/" in files["background.js"]
    assert "fetch(" not in files["background.js"]
