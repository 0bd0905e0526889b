"""Every kind of paper by its code; the one list that printing looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_kinds import (
    agreements,
    certification,
    committee,
    delivery,
    exchange,
    key_sheets,
    letters,
    missions,
    notice,
    register_growth,
    registration,
    scoring,
    screening,
    selection,
    supervision,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.workspace.paper_kinds.kind import PaperKind

PAPER_KINDS: Mapping[str, PaperKind] = {
    kind.code: kind
    for papers in (
        registration.PAPERS,
        letters.PAPERS,
        certification.PAPERS,
        key_sheets.PAPERS,
        screening.PAPERS,
        missions.PAPERS,
        selection.PAPERS,
        scoring.PAPERS,
        agreements.PAPERS,
        register_growth.PAPERS,
        committee.PAPERS,
        delivery.PAPERS,
        notice.PAPERS,
        exchange.PAPERS,
        supervision.PAPERS,
    )
    for kind in papers
}


def paper_kind(code: str) -> PaperKind:
    """Return the kind of paper with a code.

    Raises:
        InputError: `paper.unknown_code`.
    """
    found = PAPER_KINDS.get(code)
    if found is None:
        raise InputError("paper.unknown_code", paper=code)
    return found
