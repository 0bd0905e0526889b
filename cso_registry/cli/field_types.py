"""What the declared type of a field holds: dates, identities, groups of fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel


@cache
def leaves(annotation: Any) -> tuple[Any, ...]:
    """Return the plain types in `annotation`, inside unions, tuples and annotations."""
    return tuple(_leaves(annotation))


def _leaves(annotation: Any) -> Iterator[Any]:
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for one in inner:
        yield from _leaves(one)


def holds_date(annotation: Any) -> bool:
    """Return whether a field of this type is a date."""
    return date in leaves(annotation)


def groups_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the groups of fields that a field of this type holds."""
    return tuple(
        one for one in leaves(annotation) if isinstance(one, type) and issubclass(one, BaseModel)
    )
