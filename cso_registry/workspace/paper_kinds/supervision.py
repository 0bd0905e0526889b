"""The papers of supervision: duties of both sides (D-32), concentration (D-33)."""

from __future__ import annotations

from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind
from cso_registry.workspace.supervision import paper_facts

PAPERS = (
    PaperKind("D-32", OFFICE, paper_facts.supervision_facts),
    PaperKind("D-33", OFFICE, paper_facts.concentration_facts),
)
