"""Telephone numbers and addresses for e-mail that an act brings can be used to reach somebody."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

from cso_registry.domain.record import FieldGroup
from cso_registry.domain.rule import Fault, fault, rule
from cso_registry.kernel.errors import InputError
from cso_registry.thai.telephones import check_mail_address, check_telephone

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from cso_registry.domain.facts import Facts

CHECKS: Final[Mapping[str, Callable[[str], None]]] = {
    "phone": check_telephone,
    "email": check_mail_address,
}
"""What looks at the fields of these names, in every act."""


@rule("F:O5", cite="แผนเลขหมายโทรคมนาคม (กสทช.)")
def telephones_can_be_dialled(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Every telephone number of the act has the digits of one."""
    for field, value in _unusable(act, "phone"):
        yield fault(field, value=value)


@rule("F:O5", cite="RFC 5321")
def mail_addresses_can_be_written_to(act: Any, _facts: Facts) -> Iterable[Fault]:
    """Every address for e-mail of the act has a name, one @ and a domain."""
    for field, value in _unusable(act, "email"):
        yield fault(field, value=value)


def _unusable(act: Any, what: str) -> Iterator[tuple[str, str]]:
    for field, value in _ways_in(act, what):
        try:
            CHECKS[what](value)
        except InputError:
            yield field, value


def _ways_in(act: Any, what: str) -> Iterator[tuple[str, str]]:
    """Yield the field of the act, and the value, of each telephone number or address in it."""
    given = vars(act)
    for name in _fields_with(act.__class__, what):
        value = given[name]
        if isinstance(value, str):
            yield name, value
        else:
            yield from ((name, way) for way in _ways_within(value, what))


def _ways_within(value: object, what: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _ways_within(one, what)
    elif isinstance(value, FieldGroup):
        for name, inner in vars(value).items():
            if name == what and isinstance(inner, str):
                yield inner
            elif isinstance(inner, tuple | FieldGroup):
                yield from _ways_within(inner, what)


@cache
def _fields_with(kind: Hashable, what: str) -> tuple[str, ...]:
    """Return the fields that are, or in whose groups is, a telephone number or an address."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        # An act that is not filled in yet brings none.
        return ()
    fields = kind.model_fields.items()
    return tuple(name for name, info in fields if name == what or _holds(info.annotation, what))


def _holds(annotation: Any, what: str) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, FieldGroup):
        fields = annotation.model_fields
        return what in fields or any(_holds(one.annotation, what) for one in fields.values())
    return any(_holds(inner, what) for inner in get_args(annotation))
