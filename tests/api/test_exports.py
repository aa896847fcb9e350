"""Admins export the desk through the API: request, progress, download."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from claims.models import Event, User
from claims.services.tokens import create_token
from claims.tasks import write_desk_exports
from claims.verbs.desk import EXPORT_DOWNLOADED
from tests.api.api_clients import API_ROOT, api_client, assert_problem

pytestmark = pytest.mark.django_db(transaction=True)
EXPORTS = f"{API_ROOT}/exports/"


def test_an_export_is_requested_followed_and_downloaded(ada: User) -> None:
    admin = api_client(ada)
    answer = admin.post(EXPORTS)
    assert (answer.status_code, answer.json()["state"], answer.json()["file"]) == (202, "waiting", None)
    assert_problem(admin.post(EXPORTS), 409, "conflict")
    where = answer["Location"]
    assert_problem(admin.get(f"{EXPORTS}{answer.json()['id']}/file/"), 404, "not_found")
    write_desk_exports()
    row = admin.get(where).json()
    assert (row["state"], row["error"], len(row["sha256"])) == ("ready", "", 64)
    assert admin.get(EXPORTS).json()["results"] == [row]
    file = admin.get(row["file"])
    data = b"".join(file)
    assert (file["Content-Type"], len(data)) == ("application/zip", row["bytes"])
    assert ZipFile(BytesIO(data)).testzip() is None
    assert Event.objects.get(verb=EXPORT_DOWNLOADED.name).actor == ada


def test_a_token_that_reads_downloads_no_export(ada: User) -> None:
    admin = api_client(ada)
    export = admin.post(EXPORTS).json()["id"]
    write_desk_exports()
    _, secret = create_token(user=ada, scopes=["read"])
    admin.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert admin.get(f"{EXPORTS}{export}/").status_code == 200
    assert_problem(admin.get(f"{EXPORTS}{export}/file/"), 403, "out_of_scope")
    assert not Event.objects.filter(verb=EXPORT_DOWNLOADED.name).exists()
