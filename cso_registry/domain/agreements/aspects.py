"""The sides of an agreement; each act on one says to which it belongs."""

from __future__ import annotations

from enum import StrEnum


class Aspect(StrEnum):
    """A side of an agreement: what shows one by its sides offers the acts of each there."""

    COURSE = "course"
    TERMS = "terms"
    NEGOTIATION = "negotiation"
    MONEY = "money"
    DELIVERY = "delivery"
    CLOSING = "closing"
    """Training, evaluation, completion and settlement: what it is judged and closed by."""
