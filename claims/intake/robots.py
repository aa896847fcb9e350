"""robots.txt (RFC 9309): what a site asks programs to leave alone, and how long they shall wait."""

from dataclasses import dataclass
from http import HTTPStatus

from protego import Protego

from claims.intake.addresses import join_url, parse_url
from claims.intake.fetching import PAGE_NETWORK, fetch_body
from claims.intake.network import Network
from claims.intake.watched import RobotsRefused
from claims.refusals import FetchFailed

AGENT = "factcheck-desk"
MAX_ROBOTS_BYTES = 500_000
MAX_DELAY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site as it sent them; empty if it has none."""

    text: str

    def check(self, url: str) -> int:
        """Return the seconds between two requests that the site asks for. Raises `RobotsRefused`."""
        rules = Protego.parse(self.text)
        if not rules.can_fetch(url, AGENT):
            raise RobotsRefused
        return min(MAX_DELAY_SECONDS, int(rules.crawl_delay(AGENT) or 0))


def fetch_robots(url: str, network: Network = PAGE_NETWORK) -> Robots:
    """Fetch the rules of the site of `url`. A site without them allows everything; an error of the site is raised.

    Raises what `fetch_body` raises.
    """
    try:
        body = fetch_body(str(join_url(parse_url(url), "/robots.txt")), network=network)
    except FetchFailed as refusal:
        if refusal.facts.get("upstream_status") in _ABSENT_STATUSES:
            return Robots("")
        raise
    return Robots(body.data[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace").replace("\0", ""))


_ABSENT_STATUSES = frozenset(range(HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR)) - {429}
"""The site answers, and has no rules."""
