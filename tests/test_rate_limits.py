"""Limits count for all processes, by network, and go on while Valkey is away."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisConnectionError

from claims.client_addresses import address_group, client_address
from claims.rate_limits import Rate, TooManyRequests, demand_within_limit, give_back, parse_rates, take_from_limit
from claims.shared_cache import SharedCache

LIMIT = (Rate(3, 60),)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def test_a_limit_is_reached_and_passes_with_time() -> None:
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False) as clock:
        assert [take_from_limit("test", "a", LIMIT) for _ in range(3)] == [0, 0, 0]
        assert take_from_limit("test", "a", LIMIT) == 60
        assert take_from_limit("test", "b", LIMIT) == 0
        clock.shift(30)
        assert take_from_limit("test", "a", LIMIT) == 30
        clock.shift(75)  # three quarters of the next minute
        assert take_from_limit("test", "a", LIMIT) == 0


def test_what_is_given_back_does_not_count() -> None:
    for _ in range(9):
        assert take_from_limit("test", "a", LIMIT) == 0
        give_back("test", "a", LIMIT)


def test_of_two_rates_the_smaller_one_refuses_and_the_other_does_not_count() -> None:
    rates = parse_rates("5/hour,2/day")
    assert rates == (Rate(5, 3_600), Rate(2, 86_400))
    assert [bool(take_from_limit("test", "a", rates)) for _ in range(9)] == [False, False] + [True] * 7
    assert take_from_limit("test", "a", rates[:1]) == 0


def test_the_refusal_says_when_to_try_again() -> None:
    for _ in range(3):
        demand_within_limit("test", "a", LIMIT)
    with pytest.raises(TooManyRequests, match="Try again in") as refused:
        demand_within_limit("test", "a", LIMIT)
    assert 0 < int(str(refused.value.facts["seconds"])) <= 60


def test_two_processes_share_a_count(settings: Any) -> None:
    location, params = settings.CACHES["default"]["LOCATION"], settings.CACHES["default"]
    first, second = SharedCache(location, params), SharedCache(location, params)
    first.add("count", 0)
    assert (first.incr("count"), second.incr("count"), first.get("count")) == (1, 2, 2)


def test_without_valkey_each_process_counts_for_itself(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = SharedCache("redis://127.0.0.1:1/0", settings.CACHES["default"])
    tries: list[int] = []

    def refuse(*_: object, **__: object) -> None:
        tries.append(1)
        raise RedisConnectionError

    monkeypatch.setattr(alone._shared, "add", refuse)
    monkeypatch.setattr(alone._shared, "incr", refuse)
    alone.clear()
    assert alone.add("count", 0, timeout=60)
    assert [alone.incr("count") for _ in range(3)] == [1, 2, 3]
    assert len(tries) <= 1
    assert [alone.count("hits", 2, 60, earlier="count") for _ in range(2)] == [(2, 3), (4, 3)]
    assert alone.touch("count", 60)
    assert alone.delete("count")
    alone.set("text", "kept")
    assert (alone.get("text"), alone._local._max_entries) == ("kept", 10_000)


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_client_is_an_ipv4_address_or_an_ipv6_network(address: str, group: str) -> None:
    assert address_group(address) == group


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("198.51.100.7", 0, "10.0.0.1"),
        ("", 1, "10.0.0.1"),
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        ("198.51.100.7", 3, "198.51.100.7"),
    ],
)
def test_only_the_entries_of_our_proxies_are_believed(forwarded: str, proxies: int, address: str) -> None:
    assert client_address("10.0.0.1", forwarded, proxies=proxies) == address
