"""What a file about an end shows: heading, the count, what it belongs to, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.notice.notices import Notice
from cso_registry.domain.notice.reasons import REASONS
from cso_registry.workspace.notice.notice_page import NoticePage, notice_page
from ui.cases.blocks import RecordsCard
from ui.cases.kind import CaseKind, subject_links
from ui.notices.cards import REVIEW, CountCard
from ui.notices.lists import NOTICED, NOTICES

if TYPE_CHECKING:
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words


def _heading(view: NoticePage, words: Words) -> tuple[str, str]:
    file = view.notice.file
    if file is None:
        return "", ""
    return file.findings, f"{file.code} · {words.term(REASONS, file.notice_reason)}"


def _parts(around: Surroundings) -> tuple[Any, ...]:
    return (
        CountCard(around),
        RecordsCard(
            around, "ui.notices.tied", lambda view: view.tied,
            empty="ui.notices.tied_to_nothing", tone=lambda _: "secondary",
        ),
    )  # fmt: skip


NOTICE_CASES: Final = CaseKind(
    room="notices",
    list=NOTICES,
    record=Notice,
    look=notice_page,
    heading=_heading,
    tone=NOTICED.tone,
    links=subject_links,
    parts=_parts,
    papers=("D-24",),
    apart=frozenset({REVIEW}),
    follows=frozenset({"agreement", "letter"}),
)
