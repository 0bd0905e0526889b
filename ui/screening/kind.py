"""What a screening, an appeal and a breach show: lists, headings, cards, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.screening.appeals import Appeal, AppealStatus
from cso_registry.domain.screening.breaches import Breach
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.workspace.screening.other_views import (
    LIFTED,
    WEIGHS,
    AppealView,
    BreachView,
    appeal_view,
    breach_in_list,
    breach_view,
)
from cso_registry.workspace.screening.screening_view import ScreeningView, screening_view
from ui.cases.kind import CaseKind, subject_links
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import ABOUT, BY_DAYS, BY_OFFICER, BY_PROVINCE, OFFICER, PROVINCE
from ui.lists.statuses import Statuses
from ui.screening.appeal_card import AppealCard
from ui.screening.cards import CriteriaCard, DecisionCard, PersonsCard
from ui.screening.corrected_card import BreachesCard, CorrectedCard

if TYPE_CHECKING:
    from cso_registry.storage.listing import ListRow
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

SCREENED: Final = Statuses(
    Screening.type,
    tuple(one.value for one in CaseStatus),
    {
        CaseStatus.PROPOSED.value: "accent",
        CaseStatus.CHECKED.value: "accent",
        CaseStatus.RETURNED.value: "soon",
        CaseStatus.CAME_LATE.value: "late",
        CaseStatus.ACCEPTED.value: "good",
        CaseStatus.REJECTED.value: "late",
    },
)
APPEALED: Final = Statuses(
    Appeal.type,
    tuple(one.value for one in AppealStatus),
    {
        AppealStatus.OPEN.value: "accent",
        AppealStatus.ALLOWED.value: "good",
    },
)
BREACHED: Final = Statuses(Breach.type, (WEIGHS, LIFTED), {WEIGHS: "late"})


def _day(row: ListRow, words: Words) -> str:
    return words.day(row.until)


def _breach_words(row: ListRow, words: Words) -> str:
    return words.status(Breach.type, breach_in_list(words.program, row.status, row.until))


CASES: Final = ListKind(
    name="screenings",
    record_type=Screening.type,
    columns=(
        Column("title", "ui.screening.subject", lambda row, _: row.title, width=340),
        SCREENED.column(190),
        Column("until", "ui.screening.correct_by", _day, width=140),
        PROVINCE,
        Column("officer", "ui.screening.whose", OFFICER.say, width=180),
    ),
    filters=(
        SCREENED.filter, BY_DAYS, BY_PROVINCE, BY_OFFICER,
    ),
    empty="ui.screening.empty",
)  # fmt: skip
APPEALS: Final = ListKind(
    name="appeals",
    record_type=Appeal.type,
    columns=(
        Column("title", "ui.screening.appellant", lambda row, _: row.title, width=340),
        APPEALED.column(160),
        Column("until", "ui.screening.decide_by", _day, width=160),
        PROVINCE,
    ),
    filters=(APPEALED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.appeals.empty",
    descending=True,
)  # fmt: skip
BREACHES: Final = ListKind(
    name="breaches",
    record_type=Breach.type,
    columns=(
        Column("title", "ui.screening.breach", lambda row, _: row.title, width=320),
        ABOUT,
        BREACHED.column(140, _breach_words, is_badge=False),
        Column("until", "ui.screening.weighs_until", _day, width=140),
        PROVINCE,
    ),
    filters=(BREACHED.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.breaches.empty",
    descending=True,
)  # fmt: skip


def _case_heading(view: ScreeningView, words: Words) -> tuple[str, str]:
    opening, standing = view.screening.opening, view.screening.standing
    name = view.case.subject_name
    if opening is None:
        return name, ""
    program, language = words.program, words.language
    parts = (
        view.case.number,
        program.texts.text("ui.screening.received", language, day=words.day(opening.received)),
        program.texts.text("screening.told_round", language, round=standing.round),
    )
    return name, " · ".join(one for one in parts if one)


def _appeal_heading(view: AppealView, words: Words) -> tuple[str, str]:
    filing = view.appeal.filing
    if filing is None:
        return view.case.subject_name, ""
    parts = (words.value(("decision",), filing.what), words.day(filing.decided))
    return view.case.subject_name, " · ".join(parts)


def _breach_heading(view: BreachView, words: Words) -> tuple[str, str]:
    entry = view.breach.entry
    what = "" if entry is None else f" · {words.day(entry.happened)}"
    return ("" if entry is None else entry.what), f"{view.case.subject_name}{what}"


def _appeal_links(view: AppealView) -> tuple[tuple[str, str], ...]:
    filing = view.appeal.filing
    decided = () if filing is None else ((filing.decided_type, str(filing.decided_record)),)
    return (*subject_links(view), *decided)


def _case_parts(around: Surroundings) -> tuple[object, ...]:
    cards = (DecisionCard, CorrectedCard, PersonsCard, CriteriaCard, BreachesCard)
    return tuple(one(around) for one in cards)


SCREENINGS: Final = CaseKind(
    room="screening",
    list=CASES,
    record=Screening,
    look=screening_view,
    heading=_case_heading,
    tone=SCREENED.tone,
    links=subject_links,
    parts=_case_parts,
    papers=("L-01", "L-02", "L-03", "L-04", "D-03", "S-13"),
    apart=frozenset({"screening.settle_interest"}),
    hidden=frozenset({"criteria", "assignments", "declarations", "answers", "settlements"}),
)
APPEAL_CASES: Final = CaseKind(
    room="screening",
    list=APPEALS,
    record=Appeal,
    look=appeal_view,
    heading=_appeal_heading,
    tone=APPEALED.tone,
    links=_appeal_links,
    parts=lambda around: (AppealCard(around),),
    papers=("L-05",),
)
BREACH_CASES: Final = CaseKind(
    room="screening",
    list=BREACHES,
    record=Breach,
    look=breach_view,
    heading=_breach_heading,
    tone=BREACHED.tone,
    links=subject_links,
    parts=lambda _: (),
    papers=(),
)
