"""What the declared type of a field holds: dates, identities, groups of fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(annotation: Any) -> Iterator[Any]:
    """Give the plain types in `annotation`, inside unions, tuples and annotations."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for one in inner:
        yield from leaves(one)


def holds_date(annotation: Any) -> bool:
    """Return whether a field of this type is a date."""
    return date in leaves(annotation)


def groups_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the groups of fields that a field of this type holds."""
    return tuple(
        one for one in leaves(annotation) if isinstance(one, type) and issubclass(one, BaseModel)
    )
