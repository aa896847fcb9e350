"""A signed message of the desk as it arrives, what a forger would make of it, and the examples that verify it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from claims.models import User
from tests.architecture.source_files import ROOT
from tests.intake.loopback_web import LoopbackWeb, read_headers
from tests.services.webhook_stories import make_webhook, run_deliveries
from tests.stories import make_publication


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message with the secret of its webhook."""

    secret: str
    headers: dict[str, str]
    body: bytes


def deliver_signed_message(receiver: LoopbackWeb, owner: User, editor: User, moderator: User) -> SignedMessage:
    """Deliver a message about a publication, and return it as its receiver gets it."""
    _, secret = make_webhook(owner, receiver)
    make_publication(editor, moderator)
    run_deliveries()
    headers = {name: value for name, value in read_headers(receiver.requests[0]).items() if "webhook-" in name}
    return SignedMessage(secret, headers, receiver.bodies[0])


def _with_header(name: str, change: Callable[[str], str]) -> Callable[[SignedMessage], SignedMessage]:
    return lambda message: replace(message, headers={**message.headers, name: change(message.headers[name])})


FORGERIES: dict[str, Callable[[SignedMessage], SignedMessage]] = {
    "another body": lambda message: replace(message, body=message.body.replace(b"verdict", b"Verdict", 1)),
    "another secret": lambda message: replace(message, secret=message.secret[:-4] + "AAA="),
    "another id": _with_header("webhook-id", lambda value: f"{value}0"),
    "another time": _with_header("webhook-timestamp", lambda value: str(int(value) + 1)),
    "an old time": _with_header("webhook-timestamp", lambda value: str(int(value) - 301)),
    "another signature": _with_header("webhook-signature", lambda value: value[:-4] + "AAA="),
}


def read_examples(page: str, language: str) -> list[str]:
    """Return the code blocks of a page of docs/ in a language."""
    text = (ROOT / "docs" / f"{page}.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
