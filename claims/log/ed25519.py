"""Verification of Ed25519 signatures (RFC 8032, section 5.1.7), for public data only.

A library does the signing. This module lets the log be verified where nothing can be installed.
Points are in extended coordinates (x, y, z, t) of the curve -x² + y² = 1 + d·x²·y², with x/z, y/z, t = xy/z.
"""

import hashlib

FIELD_PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, -1, FIELD_PRIME) % FIELD_PRIME
ROOT_OF_MINUS_ONE = pow(2, (FIELD_PRIME - 1) // 4, FIELD_PRIME)

KEY_BYTES, SIGNATURE_BYTES = 32, 64

Point = tuple[int, int, int, int]
NEUTRAL_POINT: Point = (0, 1, 1, 0)


def verify_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the owner of the key signed the message; malformed keys and signatures are not valid."""
    if len(public_key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    key, commitment = _decode_point(public_key), _decode_point(signature[:KEY_BYTES])
    scalar = int.from_bytes(signature[KEY_BYTES:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:KEY_BYTES] + public_key + message).digest(), "little") % ORDER
    return _equal_points(_multiply_point(scalar, BASE_POINT), _add_points(commitment, _multiply_point(challenge, key)))


def _decode_point(encoded: bytes) -> Point | None:
    """Return the point encoded in 32 bytes: y, with the sign of x in the highest bit. None if there is none."""
    number = int.from_bytes(encoded, "little")
    y, odd = number & ~(1 << 255), number >> 255
    x = _recover_x(y) if y < FIELD_PRIME else None
    if x is None or (x == 0 and odd):
        return None
    x = FIELD_PRIME - x if x & 1 != odd else x
    return x, y, 1, x * y % FIELD_PRIME


def _recover_x(y: int) -> int | None:
    """Return a root of x² = (y² - 1) / (d·y² + 1), or None if that is not a square."""
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, -1, FIELD_PRIME) % FIELD_PRIME
    x = pow(square, (FIELD_PRIME + 3) // 8, FIELD_PRIME)
    for root in (x, x * ROOT_OF_MINUS_ONE % FIELD_PRIME):
        if root * root % FIELD_PRIME == square:
            return root
    return None


def _add_points(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * CURVE_D * p[3] * q[3], 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % FIELD_PRIME, g * h % FIELD_PRIME, f * g % FIELD_PRIME, e * h % FIELD_PRIME


def _multiply_point(scalar: int, point: Point) -> Point:
    total = NEUTRAL_POINT
    while scalar:
        total = _add_points(total, point) if scalar & 1 else total
        point, scalar = _add_points(point, point), scalar >> 1
    return total


def _equal_points(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % FIELD_PRIME == 0 == (p[1] * q[2] - q[1] * p[2]) % FIELD_PRIME


def _base_point() -> Point:
    point = _decode_point((4 * pow(5, -1, FIELD_PRIME) % FIELD_PRIME).to_bytes(KEY_BYTES, "little"))
    if point is None:  # pragma: no cover - RFC 8032 defines it
        raise ArithmeticError
    return point


BASE_POINT = _base_point()
