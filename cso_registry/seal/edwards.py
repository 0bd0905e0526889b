"""Points of the curve Edwards25519, to prove that a public key is a sound one.

The library that signs and verifies takes any 32 bytes for a public key. With a
point of small order one signature fits every message; a point with a small part
verifies here and not elsewhere; a second spelling of a point makes two keys of one.
This arithmetic touches public values only, so it need not take constant time.
Source: RFC 8032, sections 5.1 to 5.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass

PRIME = 2**255 - 19
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, PRIME) % PRIME
_ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
_POINT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Point:
    """A point in extended coordinates: x = X/Z, y = Y/Z, x*y = T/Z."""

    x: int
    y: int
    z: int
    t: int

    def __add__(self, other: Point) -> Point:
        a = (self.y - self.x) * (other.y - other.x) % PRIME
        b = (self.y + self.x) * (other.y + other.x) % PRIME
        c = 2 * self.t * other.t * _D % PRIME
        d = 2 * self.z * other.z % PRIME
        e, f, g, h = b - a, d - c, d + c, b + a
        return Point(e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)

    @property
    def is_neutral(self) -> bool:
        """Whether adding this point changes nothing."""
        return self.x == 0 and self.y == self.z


NEUTRAL = Point(0, 1, 1, 0)


def times(count: int, point: Point) -> Point:
    """Return `point` added to itself `count` times."""
    total = NEUTRAL
    while count:
        if count & 1:
            total += point
        point += point
        count >>= 1
    return total


def read_point(encoded: bytes) -> Point | None:
    """Return the point that 32 bytes spell, or None when they are no canonical spelling."""
    if len(encoded) != _POINT_BYTES:
        return None
    number = int.from_bytes(encoded, "little")
    y, wants_odd = number & (2**255 - 1), number >> 255
    x = _root(y) if y < PRIME else None
    if x is None or (x == 0 and wants_odd):
        return None
    if x & 1 != wants_odd:
        x = PRIME - x
    return Point(x, y, 1, x * y % PRIME)


def has_large_prime_order(point: Point) -> bool:
    """Whether `point` generates the large group, the only one that is safe to sign in."""
    return not point.is_neutral and times(GROUP_ORDER, point).is_neutral


def _root(y: int) -> int | None:
    """Return an x with -x^2 + y^2 = 1 + d*x^2*y^2, if there is one."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * _ROOT_OF_MINUS_ONE % PRIME
    return x if (x * x - square) % PRIME == 0 else None
