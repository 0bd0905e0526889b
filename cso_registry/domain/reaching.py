"""Telephone numbers and addresses for e-mail that an act brings can be used to reach somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.record import FieldGroup
from cso_registry.domain.rule import Fault, fault, rule
from cso_registry.kernel.errors import InputError
from cso_registry.thai.telephones import check_mail_address, check_telephone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
    for name, value in vars(act).items():
        if name == what and isinstance(value, str):
            yield name, value
        for group in value if isinstance(value, tuple) else (value,):
            if isinstance(group, FieldGroup) and (way := vars(group).get(what)) is not None:
                yield name, way
