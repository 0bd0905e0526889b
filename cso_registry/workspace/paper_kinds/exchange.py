"""The papers of exchange: journal report, first day, key ceremony (F:N3, X35, X36, M11)."""

from __future__ import annotations

from cso_registry.workspace.exchanging.ceremony_facts import ceremony_facts
from cso_registry.workspace.exchanging.first_day_facts import first_day_facts
from cso_registry.workspace.exchanging.journal_facts import journal_facts
from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind

PAPERS = (
    PaperKind("S-31", OFFICE, journal_facts),
    PaperKind("S-32", OFFICE, first_day_facts),
    PaperKind("S-33", OFFICE, ceremony_facts),
)
