"""The papers of the notice before an end: the letter (D-24) and the register (D-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.workspace.notice.paper_facts import notice_facts, register_facts, require_end
from cso_registry.workspace.paper_kinds.kind import OFFICE, PaperKind

if TYPE_CHECKING:
    from cso_registry.domain.notice.notices import Notice


def _code(notice: Notice) -> str | None:
    return None if notice.file is None else notice.file.code


PAPERS = (
    PaperKind("D-24", "notice", notice_facts, refuse_unless=require_end, number=_code, letter=True),
    PaperKind("D-25", OFFICE, register_facts),
)
