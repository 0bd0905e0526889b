"""Rules about bulk acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.batches.questions import Membership
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@rule("F:L2", cite="features L2, X43")
def something_is_left_to_undo(_act: object, facts: Facts) -> Verdict:
    """An import can be undone while some of its records were touched by nobody."""
    members = facts.answer("members", Membership)
    return (
        None
        if members.untouched or members.amended
        else fault("batch", touched=len(members.touched))
    )
