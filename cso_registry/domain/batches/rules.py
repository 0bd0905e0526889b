"""Rules about bulk acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.batches.questions import Membership
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.batches.acts import UndoImport
    from cso_registry.domain.facts import Facts


LEGAL_BASES = "V-S7"


@rule("F:L2", cite="features L2, X43")
def something_is_left_to_undo(_act: object, facts: Facts) -> Verdict:
    """An import can be undone while some of its records were touched by nobody."""
    members = facts.answer("members", Membership)
    return (
        None
        if members.untouched or members.amended
        else fault("batch", touched=len(members.touched))
    )


@rule("R-76", cite="002 3.3.5, 3.3.6")
def undoing_has_a_legal_basis(act: UndoImport, facts: Facts) -> Verdict:
    """The legal basis is in the dated list and in force on the day of effect."""
    if facts.setting.vocabulary.known(LEGAL_BASES, act.legal_basis, act.effective):
        return None
    return fault("legal_basis", code=act.legal_basis)
