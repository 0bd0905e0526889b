"""What officers declare of themselves (F:B6)."""

# ruff: noqa: RUF012 - `reads` is declared as a class variable in Act

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.act import Act, act
from cso_registry.domain.offices.private import OfficerPrivate
from cso_registry.domain.offices.records import Officer
from cso_registry.domain.reaching import telephones_can_be_dialled
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import Verdict, fault, rule
from cso_registry.kernel.ids import OfficerId
from cso_registry.thai.identifiers import is_valid_13

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts
    from cso_registry.domain.record import Change


@rule("F:B6", cite="features B6")
def declares_only_of_oneself(act: Any, facts: Facts) -> Verdict:
    """Nobody declares for another."""
    return None if act.officer == facts.actor.officer else fault("officer")


@rule("F:B6", cite="features B6, O5")
def declared_numbers_are_valid(act: Any, _facts: Facts) -> Verdict:
    """A citizen number has its check digit."""
    relatives = act.private.relatives or ()
    given = (act.private.citizen_id, *(one.citizen_id for one in relatives))
    wrong = [number for number in given if number is not None and not is_valid_13(number)]
    return fault("private") if wrong else None


@act("officer.declare_private", *Role)
class DeclarePrivate(Act):
    """Declares own number, telephone, home and relatives, against which subjects are compared."""

    writes = (Officer.private,)
    reads = {"officer": Officer}
    rules = (declares_only_of_oneself, declared_numbers_are_valid, telephones_can_be_dialled)

    officer: OfficerId
    private: OfficerPrivate

    def changes(self, facts: Facts) -> tuple[Change, ...]:
        """Return what was declared."""
        del facts
        return (Officer.private.set(self.officer, self.private),)


ACTS = (DeclarePrivate,)
