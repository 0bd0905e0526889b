"""What a certificate shows: its list, its heading, its own cards, its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.domain.certification.records import Certificate
from cso_registry.domain.certification.standing import Status
from cso_registry.workspace.certification.certificate_view import (
    CertificateView,
    certificate_view,
    status_in_list,
)
from ui.cases.kind import CaseKind, subject_links
from ui.certification.cards import ComparedCard, PrintsCard
from ui.lists.kind import Column, ListKind
from ui.lists.kinds import (
    ABOUT,
    BY_DAYS,
    BY_PROVINCE,
    EMPTY,
    NUMBER,
    PROVINCE,
)
from ui.lists.statuses import Statuses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.storage.listing import ListRow
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings
    from ui.widgets.words import Words

_TONES: Final[Mapping[str, Tone]] = {
    Status.VALID.value: "good",
    Status.GRANTED.value: "accent",
    Status.CHECKED.value: "accent",
    Status.SENT_BACK.value: "soon",
    Status.SUSPENDED.value: "soon",
    Status.REVOKED.value: "late",
    Status.REFUSED.value: "late",
    Status.REPLACED.value: "late",
    Status.EXPIRED.value: "late",
}
PAPERS: Final = ("D-04", "L-07", "L-08", "L-09")
STATUSES: Final = Statuses(
    Certificate.type, tuple(one.value for one in Status if one is not Status.EXPIRED), _TONES
)
"""Expired is computed from the last day: the filter of days finds it."""


def _status_now(row: ListRow, words: Words) -> str:
    status = status_in_list(words.program, row.status, row.until)
    return words.status(Certificate.type, status)


LIST: Final = ListKind(
    name="certificates",
    record_type=Certificate.type,
    columns=(
        Column("about", "certificate.name", ABOUT.say, width=340, ordered=False),
        NUMBER,
        STATUSES.column(150, _status_now),
        PROVINCE,
        Column("until", "certificate.until", lambda row, words: words.day(row.until), width=140),
    ),
    filters=(STATUSES.filter, BY_DAYS, BY_PROVINCE),
    empty="ui.certification.empty",
    descending=True,
)  # fmt: skip


def _heading(view: CertificateView, words: Words) -> tuple[str, str]:
    issue = view.certificate.issue
    level = "" if view.certificate.assessment is None else view.certificate.assessment[1].level
    days = "" if issue is None else f"{words.day(issue.starts)} – {words.day(issue.ends)}"
    parts = (
        EMPTY if issue is None else issue.number,
        words.term("V-S8", level) if level else "",
        days,
    )
    return view.case.subject_name, " · ".join(one for one in parts if one)


def _links(view: CertificateView) -> tuple[tuple[str, str], ...]:
    case = view.certificate.case
    former = None if case is None else case.replaces or case.renews
    earlier = () if former is None else ((Certificate.type, str(former)),)
    return (*subject_links(view), *earlier)


def _parts(around: Surroundings) -> tuple[ComparedCard, PrintsCard]:
    return ComparedCard(around), PrintsCard(around)


CERTIFICATES: Final = CaseKind(
    room="certification",
    list=LIST,
    record=Certificate,
    look=certificate_view,
    heading=_heading,
    tone=STATUSES.tone,
    links=_links,
    parts=_parts,
    papers=PAPERS,
    apart=frozenset({"certification.spoil_print"}),
)
