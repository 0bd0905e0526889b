"""What an officer who leaves hands over: what is open, until when, and on whom (F:X8, F:X45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.domain.organizations.acts import HandOverCases
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.rule import RefusedError
from cso_registry.domain.screening.acts import AssignReviewer
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.kernel.ids import ScreeningId
from cso_registry.storage.duties import AskedDuties
from cso_registry.storage.listing import Wanted
from cso_registry.workspace.clocks.calendar import (
    ClockRules,
    WantedClocks,
    clocks,
    explained,
)
from cso_registry.workspace.desk_sheets import HAND_OVER, SheetTable, draw_tables, training_mark
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.paper_sights import PaperSight, page_pictures
from cso_registry.workspace.showing import Showing
from cso_registry.workspace.today import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.clocks.calendar import Clock
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

FAR: Final = timedelta(days=3_650)
MOST: Final = 1_000
DASH: Final = "–"
SUBJECT: Final = "organization"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What one officer has open.

    Attributes:
        cases: How many subjects are theirs.
        clocks: What falls due on records that are theirs, the most pressing first.
        waiting: What waits at a step for them, as `duty_words` knows it, and the title.
        reviews: Reviews of screening they were named for, by title.
        unsent: Entries of this computer that others do not have yet.
    """

    officer: OfficerId
    cases: int
    clocks: tuple[Clock, ...]
    waiting: tuple[tuple[str, str], ...]
    reviews: tuple[str, ...]
    unsent: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What went to who takes over.

    Attributes:
        cases: How many subjects.
        reviews: Reviews of screening, by title.
        kept: Reviews the receiver may not do, by title: somebody else is to be named.
    """

    cases: int
    reviews: tuple[str, ...]
    kept: tuple[str, ...]


def open_work(workspace: Workspace, officer: OfficerId) -> OpenWork:
    """Return what an officer has open today."""
    reading, today, rules = workspace.read, workspace.today, ClockRules.of(workspace.program)
    wanted = WantedClocks(officer=officer, strictly=True)
    found = clocks(reading, rules, today, wanted, date.min, today + FAR, MOST)
    unseen = Exchange(workspace).unseen()
    return OpenWork(
        officer=officer,
        cases=reading.assigned_count(SUBJECT, officer),
        clocks=explained(reading, rules, found.lines),
        waiting=tuple(_waiting(workspace, officer)),
        reviews=tuple(_title(case) for case, _ in _reviews(workspace, officer)),
        unsent=max((count for _, count in unseen), default=0),
    )


def hand_over(
    workspace: Workspace, session: Session, officer: OfficerId, to: OfficerId, reason: str
) -> HandedOver:
    """Move every case of an officer with what falls due on it, and every review named for them.

    Raises:
        RefusedError: When there is nothing, or the receiver does not work here.
        DeniedError: When the officer at the keyboard has no right to it.
    """
    cases = workspace.read.assigned_count(SUBJECT, officer)
    reviews = list(_reviews(workspace, officer))
    if cases or not reviews:
        workspace.perform(HandOverCases(officer=officer, to=to, reason=reason), session)
    moved, kept = [], []
    for case, part in reviews:
        named = AssignReviewer(screening=ScreeningId(case.id), part=part, officer=to, reason=reason)
        try:
            workspace.perform(named, session)
        except (RefusedError, DeniedError):
            # Who did the other review, or has not the role, does not do this one (F:B2).
            kept.append(_title(case))
        else:
            moved.append(_title(case))
    return HandedOver(cases, tuple(moved), tuple(kept))


def handed_over_words(moved: HandedOver, program: Program, language: Language) -> tuple[str, ...]:
    """Return in words what moved, and what somebody else is to be named for."""
    say = program.texts.text
    lines = [say("hand_over.moved", language, count=moved.cases)]
    if moved.reviews:
        lines.append(say("hand_over.moved_reviews", language, titles=", ".join(moved.reviews)))
    if moved.kept:
        lines.append(say("hand_over.kept_reviews", language, titles=", ".join(moved.kept)))
    return tuple(lines)


def hand_over_sheet(
    workspace: Workspace,
    session: Session,
    language: Language,
    work: OpenWork,
    to: OfficerId | None = None,
) -> PaperSight:
    """Return the paper on which both sign; what is open was asked before anything moved."""
    program, office = workspace.program, workspace.office
    showing = Showing(program, language, workspace.today, office, None)
    names, say = officer_names(workspace.read), program.texts.text
    if office is not None:
        workspace.note_look(session, f"printed {HAND_OVER}", office.id)
    title = say("hand_over.title", language)
    whose = say(
        "hand_over.between",
        language,
        officer=names.get(str(work.officer), DASH),
        to=names.get(str(to), DASH) if to else DASH,
    )
    signed = ("hand_over.gives", "hand_over.takes", "hand_over.sees")
    notes = [
        say("hand_over.cases", language, count=work.cases),
        say("hand_over.unsent", language, count=work.unsent),
        *(say(key, language) for key in signed),
    ]
    pdf = draw_tables(
        program,
        language,
        title=title,
        subtitle=showing.digits(f"{showing.office_name()}\n{whose}\n{showing.day(showing.today)}"),
        tables=_tables(work, showing),
        notes=[showing.digits(one) for one in notes],
        code=HAND_OVER,
        watermark=training_mark(workspace, language),
    )
    return PaperSight(title, None, pdf, page_pictures(pdf), is_sheet=True)


def _tables(work: OpenWork, showing: Showing) -> Iterable[SheetTable]:
    program, language = showing.program, showing.language
    label = program.texts.label

    def heading(key: str, count: int) -> str:
        return showing.digits(program.texts.text(key, language, count=count))

    def heads(*keys: str) -> tuple[str, ...]:
        return tuple(label(key).say(language) for key in keys)

    if work.clocks:
        rows = tuple(
            (
                showing.digits(showing.short_day(one.day)),
                duty_words(one.what, program, language),
                showing.digits("\n".join(filter(None, (one.title, one.number)))),
                "",
            )
            for one in work.clocks
        )
        columns = heads("list.until", "list.due", "list.title", "hand_over.taken")
        yield SheetTable(heading("hand_over.clocks", len(rows)), columns, rows, (6, 8, 9, 3))
    if work.waiting:
        found = tuple((duty_words(what, program, language), title) for what, title in work.waiting)
        columns = heads("list.due", "list.title")
        yield SheetTable(heading("hand_over.waiting", len(found)), columns, found)
    if work.reviews:
        columns = heads("list.title", "hand_over.taken")
        named = tuple((one, "") for one in work.reviews)
        yield SheetTable(heading("hand_over.reviews", len(named)), columns, named, (3, 2))


def _waiting(workspace: Workspace, officer: OfficerId) -> Iterable[tuple[str, str]]:
    reading, today = workspace.read, workspace.today
    asked = reading.duties(today, AskedDuties(officer=officer, strictly=True))
    for record_type, statuses in STEPS:
        _, keys = asked.waiting(record_type, statuses, MOST)
        for row in reading.lists.rows(record_type, keys, today):
            yield f"{record_type}.{row.status}", row.title or row.about_name or ""


def _title(case: Screening) -> str:
    return (None if case.opening is None else case.opening.subject_name) or str(case.id)


def _reviews(workspace: Workspace, officer: OfficerId) -> Iterable[tuple[Screening, ReviewPart]]:
    reading, today = workspace.read, workspace.today
    open_cases = Wanted(Screening.type, codes={"status": ("under_review", "proposed", "checked")})
    for identity in reading.lists.identities(reading.lists.keys(open_cases, today)):
        case = reading.record(identity)
        if isinstance(case, Screening):
            yield from ((case, part) for part in ReviewPart if case.reviewer(part) == officer)
