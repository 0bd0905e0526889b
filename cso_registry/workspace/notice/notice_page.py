"""What the room of notices shows: one file about an end, and the ends that are near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.notice.notices import Notice
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.case_view import CaseView, case_view, held_case
from cso_registry.workspace.growth.watch_lists import WatchLine
from cso_registry.workspace.notice.count_words import count_words, plan_words
from cso_registry.workspace.notice.notice_view import NoticeView, law_today, notice_view
from cso_registry.workspace.notice.watching import doubted, near_ends
from cso_registry.workspace.record_lines import RecordLine, record_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cso_registry.domain.agreements.agreement import Agreement
    from cso_registry.domain.notice.law import CountLaw
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

SOON = 30
"""Days from which on an end presses."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A file about an end as its page shows it.

    Attributes:
        stands: Its count, plan, doubts and letters.
        count: The count, or until when to serve, in words, step by step.
        tied: The agreement that ends, and the letters D-24.
    """

    case: CaseView
    notice: Notice
    status: str
    stands: NoticeView
    count: tuple[str, ...]
    tied: tuple[RecordLine, ...]


def notice_page(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> NoticePage:
    """Return everything that the page of a file shows.

    Raises:
        InputError: `record.unknown`.
    """
    found = held_case(workspace, identity, Notice)
    law, file = law_today(workspace).at_home(found.scope), found.file
    stands = notice_view(workspace.read, found, law)
    subject = None if file is None or file.organization is None else RecordId(file.organization)
    agreement = () if stands.agreement is None else (stands.agreement,)
    return NoticePage(
        case=case_view(workspace, found, subject, session, language, personal=personal),
        notice=found,
        status=found.status,
        stands=stands,
        count=_count(workspace, stands, law, language),
        tied=record_lines((*agreement, *stands.letters)),
    )


def _count(
    workspace: Workspace, stands: NoticeView, law: CountLaw, language: Language
) -> tuple[str, ...]:
    texts, file, served = workspace.program.texts, stands.notice.file, stands.notice.served
    if stands.plan is not None:
        return plan_words(stands.plan, texts, language)
    if file is None or served is None:
        return ()
    return count_words(law.count(served.result_on, file.months), file.months, texts, language)


def near_lines(
    workspace: Workspace,
    province: str | None,
    language: Language,
    progress: Callable[[int, int], None],
) -> list[WatchLine]:
    """Return the ends that are near with no notice, the most pressing first."""
    del language  # its lines are days and codes only
    found = near_ends(workspace.read, law_today(workspace), province=province)
    progress(len(found), len(found))
    return [
        _line(
            one.agreement,
            one.agreement,
            day=one.plan.receipt_by,
            state="lapsed" if one.is_too_late else "late" if one.days_left < SOON else "near",
            count=one.days_left,
        )
        for one in found
    ]


def doubt_lines(
    workspace: Workspace,
    province: str | None,
    language: Language,
    progress: Callable[[int, int], None],
) -> list[WatchLine]:
    """Return the counts that wait for a decision, with what speaks against each."""
    texts = workspace.program.texts
    found = doubted(workspace.read, law_today(workspace), province=province)
    progress(len(found), len(found))
    return [
        _line(
            one.notice,
            one.agreement,
            day=one.stands,
            state="late",
            count=len(one.doubts),
            words=" · ".join(
                texts.value(f"doubt.{doubt.value}").say(language) for doubt in one.doubts
            ),
        )
        for one in found
    ]


def _line(
    about: Agreement | Notice,
    agreement: Agreement,
    *,
    day: date | None,
    state: str,
    count: int,
    words: str = "",
) -> WatchLine:
    return WatchLine(
        id=RecordId(about.id),
        name="" if agreement.file is None else agreement.file.name_th,
        number="" if about.file is None else about.file.code,
        province=agreement.scope,
        day=day,
        state=state,
        count=count,
        words=words,
    )
