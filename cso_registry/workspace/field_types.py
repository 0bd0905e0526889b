"""What the declared type of a field holds: dates, identities, groups of fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, BeforeValidator

from cso_registry.domain.agreements.instalments import reads_share
from cso_registry.domain.fields import reads_satang
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo


def leaves(annotation: Any) -> Iterator[Any]:
    """Give the plain types in `annotation`, inside unions, tuples and annotations."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for one in inner:
        yield from leaves(one)


IN_HUNDREDTHS = (reads_satang, reads_share)


def is_in_hundredths(info: FieldInfo) -> bool:
    """Return whether a field is kept in hundredths: money in satang, a share of a percent."""
    found = (*leaves(info.annotation), *info.metadata)
    return any(isinstance(one, BeforeValidator) and one.func in IN_HUNDREDTHS for one in found)


def holds_date(annotation: Any) -> bool:
    """Return whether a field of this type is a date."""
    return date in leaves(annotation)


def groups_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the groups of fields that a field of this type holds."""
    return tuple(
        one for one in leaves(annotation) if isinstance(one, type) and issubclass(one, BaseModel)
    )


def names_record(annotation: Any) -> bool:
    """Return whether a field of this type is the identity of a record."""
    return any(isinstance(one, type) and issubclass(one, RecordId) for one in leaves(annotation))
