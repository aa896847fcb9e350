"""The JavaScript of docs/quick-start.md verifies messages of the desk in a real engine."""

import json
from collections.abc import Callable

from playwright.sync_api import Page

from claims.models import User
from tests.intake.loopback_web import LoopbackWeb
from tests.signed_messages import FORGERIES, SignedMessage, deliver_signed_message, read_examples


def test_the_javascript_example_verifies_messages(
    open_session: Callable[..., Page], receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    message = deliver_signed_message(receiver, cora, edith, mona)
    page = open_session(cora)
    page.goto("/api/quick-start/")
    (source,) = read_examples("quick-start", "js")
    for code in page.locator("pre code.language-js").all_inner_texts():
        assert code.strip() == source.strip()

    def is_genuine(sent: SignedMessage) -> bool:
        arguments = ", ".join(map(json.dumps, (sent.secret, sent.headers, sent.body.decode())))
        return bool(page.evaluate(f"async () => {{ {source}\nreturn await isGenuine({arguments}); }}"))

    assert is_genuine(message)
    assert {name for name, forge in FORGERIES.items() if is_genuine(forge(message))} == set()
