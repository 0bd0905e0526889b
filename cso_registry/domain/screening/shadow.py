"""The derived rows of a case of screening, a breach and an appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.screening.standing import CaseStatus
from cso_registry.domain.shadow import EMPTY, Due, Shadow, record_line
from cso_registry.domain.vocabulary.criteria import ReviewPart
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

if TYPE_CHECKING:
    from cso_registry.domain.screening.appeals import Appeal
    from cso_registry.domain.screening.breaches import Breach
    from cso_registry.domain.screening.records import Screening

SCREENING_OF, SCREENING_OPEN = "SCREENING-OF", "SCREENING-OPEN"
BREACH_OF, APPEAL_OF, APPEAL_OPEN = "BREACH-OF", "APPEAL-OF", "APPEAL-OPEN"
"""Schemes under which cases, breaches and appeals are found by what they are about."""


def screening_shadow(case: Screening) -> Shadow:
    """Return the derived rows of a case."""
    opening = case.opening
    if opening is None:
        return EMPTY
    standing, name = case.standing, opening.subject_name or ""
    found: list[tuple[str, str]] = [(SCREENING_OF, opening.organization)]
    if not standing.has_ended:
        found.append((SCREENING_OPEN, opening.organization))
    line = record_line(
        case.type,
        title=name,
        sort=sort_key(name),
        status=standing.status.value,
        province=case.scope,
        about=opening.organization,
        since=standing.since,
        until=standing.due,
    )
    is_away = standing.status is CaseStatus.RETURNED and standing.due is not None
    return Shadow(
        listing=line,
        search=search_key(name) or None,
        identifiers=tuple(found),
        dues=(Due(f"{standing.due}", "screening:correction", case.id),) if is_away else (),
        assigned=None if standing.has_ended else case.reviewer(ReviewPart.SUBSTANCE),
    )


def breach_shadow(breach: Breach) -> Shadow:
    """Return the derived rows of a breach."""
    entry = breach.entry
    if entry is None:
        return EMPTY
    lifted = min((one.effective for one in breach.liftings.values()), default=None)
    line = record_line(
        breach.type,
        title=entry.what,
        sort=entry.happened.isoformat(),
        status="weighs" if lifted is None else "lifted",
        province=breach.scope,
        about=entry.organization,
        since=lifted,
        before="weighs",
        until=entry.weighs_until,
    )
    return Shadow(
        listing=line,
        search=search_key(f"{entry.what}{entry.source}") or None,
        identifiers=((BREACH_OF, entry.organization),),
        dues=(Due(entry.weighs_until.isoformat(), "breach:weighs_until", breach.id),)
        if lifted is None
        else (),
    )


def appeal_shadow(appeal: Appeal) -> Shadow:
    """Return the derived rows of an appeal."""
    filing = appeal.filing
    if filing is None:
        return EMPTY
    standing = appeal.standing
    found: list[tuple[str, str]] = [(APPEAL_OF, filing.organization)]
    if standing.is_open:
        found.append((APPEAL_OPEN, filing.decision))
    line = record_line(
        appeal.type,
        title=filing.subject_name or "",
        sort=filing.filed.isoformat(),
        status=standing.status.value,
        province=appeal.scope,
        about=filing.organization,
        since=standing.since,
        until=standing.due,
    )
    due = Due(standing.due.isoformat(), "appeal:decide", appeal.id)
    return Shadow(
        listing=line,
        search=search_key(filing.subject_name or "") or None,
        identifiers=tuple(found),
        dues=(due,) if standing.is_open else (),
    )
