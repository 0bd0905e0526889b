"""Rules about papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.domain.papers.records import Paper
from cso_registry.domain.rule import Verdict, fault, rule

if TYPE_CHECKING:
    from cso_registry.domain.facts import Facts


@rule("F:C2", cite="features C2, X20")
def reprint_says_why(act: Any, facts: Facts) -> Verdict:
    """A second printing of the same paper has a reason."""
    printed = facts.record("paper", Paper).renderings
    return fault("reason") if printed and act.reason is None else None
