"""The settings of a desk whose webhooks reach a receiver on loopback. Everything else is as `bin/up` has it."""

import os
from functools import partial

from claims.intake import http_post
from claims.intake.network import Network
from factcheck.settings import *  # noqa: F403

RECEIVER = Network(is_allowed=lambda _: True, ports=frozenset({int(os.environ["RECEIVER_PORT"])}), timeout_seconds=15)
http_post.parse_receiver_url = partial(http_post.parse_receiver_url, network=RECEIVER)
http_post.post_message = partial(http_post.post_message, network=RECEIVER)
