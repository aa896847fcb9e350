"""Limits of failed sign-ins. Nobody is locked out because somebody else guesses.

Failures count for the account together with the address that guesses, and for the address alone. A device or an address
from which the owner has signed in before has counts of its own, so that it stays open while strangers guess.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from claims.client_addresses import client_group
from claims.rate_limits import Rate, TooManySignIns, give_back, take_from_limit, too_many

KNOWN_DEVICE_COOKIE = "known_device"
KNOWN_DEVICE_SECONDS = 180 * 24 * 3600
KNOWN_ADDRESS_SECONDS = 30 * 24 * 3600
KNOWN_RATES = (Rate(10, 300),)
"""Failures of a known device or address for one account."""
ACCOUNT_RATES = (Rate(5, 300),)
"""Failures of any other address for one account."""
ADDRESS_RATES = (Rate(30, 600),)
"""Failures of any other address for all accounts together."""


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """A sign-in, counted as a failure before its password was checked.

    `counts` has scope, client and rates of each count.
    """

    account: str
    address: str
    counts: tuple[tuple[str, str, tuple[Rate, ...]], ...]

    def succeed(self) -> None:
        """Take the counts back, and remember the address for this account."""
        for count in self.counts:
            give_back(*count)
        cache.set(_address_key(self.account, self.address), 1, KNOWN_ADDRESS_SECONDS)


def begin_sign_in(request: HttpRequest, email: str) -> SignInAttempt:
    """Count a sign-in; raises `TooManySignIns` if too many have failed."""
    account, address = _account_key(email), client_group(request.META)
    counts = tuple(_counts(request, account, address))
    for number, count in enumerate(counts):
        if seconds := take_from_limit(*count):
            for earlier in counts[:number]:
                give_back(*earlier)
            raise too_many(seconds, TooManySignIns)
    return SignInAttempt(account, address, counts)


def remember_device(response: HttpResponse, email: str, *, secure: bool) -> None:
    """Let the browser prove later that its owner has signed in with it."""
    value = _device_signer(_account_key(email)).sign("1")
    response.set_cookie(
        KNOWN_DEVICE_COOKIE, value, max_age=KNOWN_DEVICE_SECONDS, secure=secure, httponly=True, samesite="Lax"
    )


def is_known_device(request: HttpRequest, email: str) -> bool:
    """Return whether the owner of this account has signed in with this browser before."""
    return _has_device_cookie(request, _account_key(email))


def _counts(request: HttpRequest, account: str, address: str) -> list[tuple[str, str, tuple[Rate, ...]]]:
    if _has_device_cookie(request, account):
        return [("sign-in-device", f"{account}:{request.COOKIES[KNOWN_DEVICE_COOKIE][-16:]}", KNOWN_RATES)]
    if cache.get(_address_key(account, address)):
        return [("sign-in-known", f"{account}:{address}", KNOWN_RATES)]
    return [
        ("sign-in", f"{account}:{address}", ACCOUNT_RATES),
        ("sign-in-address", address, ADDRESS_RATES),
    ]


def _has_device_cookie(request: HttpRequest, account: str) -> bool:
    try:
        _device_signer(account).unsign(request.COOKIES.get(KNOWN_DEVICE_COOKIE, ""), max_age=KNOWN_DEVICE_SECONDS)
    except signing.BadSignature:
        return False
    return True


def _device_signer(account: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"known-device:{account}")


def _account_key(email: str) -> str:
    return sha256(email.strip().lower().encode(errors="replace")).hexdigest()[:32]


def _address_key(account: str, address: str) -> str:
    return f"known-address:{account}:{address}"
