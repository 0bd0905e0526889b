"""The facts of a plan of commissioning (D-27) and of a check of undertakings (D-37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.groups import Side
from cso_registry.domain.delivery.consultations import Consultation
from cso_registry.kernel.ids import RecordId
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.delivery.report_facts import work_facts
from cso_registry.workspace.missions.paper_facts import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.delivery.commissioning import (
        CommissioningPlan,
        NeedsAssessed,
        ProvidersMet,
        ResourcesAllocated,
    )
    from cso_registry.domain.delivery.compliance import (
        CheckedCode,
        CheckedUndertaking,
        ComplianceCheck,
    )
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing


def plan_facts(
    plan: CommissioningPlan | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-27, as far as the round has come; of a form when there is none."""
    file = None if plan is None else plan.file
    if plan is None or file is None:
        return work_facts(None, showing, reading)
    said: dict[str, FactValue] = {
        **work_facts(file, showing, reading),
        "round": str(file.round),
        "held": showing.day(file.held),
        "strategic_goal": file.strategic_goal,
        "structure": file.structure or "",
        "agency_author": file.agency_author or "",
        "partner_author": file.partner_author or "",
        "ranked": [
            {"nth": str(nth), "what": one.what, "end_result": one.end_result, "why": one.why}
            for nth, one in enumerate(file.ranked, start=1)
        ],
    }
    if plan.needs is not None:
        said |= _needs(plan.needs, showing, reading)
    if plan.resources is not None:
        said |= _resources(plan.resources, showing)
    if plan.providers is not None:
        said |= _providers(plan.providers, showing)
    return said


def _needs(found: NeedsAssessed, showing: Showing, reading: Reading) -> dict[str, FactValue]:
    held = reading.record(RecordId(found.consulted_in))
    file = held.file if isinstance(held, Consultation) else None
    return {
        "assessed": showing.day(found.assessed),
        "consultation": "" if file is None else file.code,
        "needs": [
            {
                "nth": str(nth),
                "group": one.target_group,
                "people": f"{one.people:,}",
                "what": one.what,
                "seen_in": one.seen_in,
                "serves": str(one.serves),
            }
            for nth, one in enumerate(found.needs, start=1)
        ],
    }


def _resources(given: ResourcesAllocated, showing: Showing) -> dict[str, FactValue]:
    return {
        "allocated": showing.day(given.allocated),
        "lines": [
            {
                "meets": str(one.meets),
                "side": word(showing, f"side.{one.side.value}"),
                "what": one.what,
                "people": f"{one.people:,}" if one.people else "",
                "amount": format_baht(one.amount) if one.amount else "",
            }
            for one in sorted(given.lines, key=lambda line: line.meets)
        ],
        "total": format_baht(sum(one.amount for one in given.lines)),
        "available": format_baht(given.available),
        "shortage": format_baht(given.shortage),
        "is_short": given.shortage > 0,
        "turned_to": given.turned_to or "",
    }


def _providers(met: ProvidersMet, showing: Showing) -> dict[str, FactValue]:
    return {
        "providers": [
            {
                "name": one.name,
                "contacted": showing.short_day(one.contacted),
                "offered": one.offered,
                "fits": word(showing, f"fits.{'yes' if one.is_fit else 'no'}"),
            }
            for one in met.providers
        ],
        "service_form": met.service_form,
    }


def compliance_facts(
    check: ComplianceCheck | None, showing: Showing, reading: Reading
) -> Mapping[str, FactValue]:
    """Return the facts of D-37: both sides by the same measure, and what each says to it."""
    file = None if check is None else check.file
    if check is None or file is None:
        return work_facts(None, showing, reading)
    replies = sorted(check.replies.values(), key=lambda one: one.replied)
    return {
        **work_facts(file, showing, reading),
        "covers": f"{showing.day(file.covers_from)} – {showing.day(file.covers_to)}",
        "checked": showing.day(file.checked),
        "checked_by": file.checked_by or "",
        "revision": str(file.revision),
        **{
            f"of_{side.value}": [
                _checked(one, showing) for one in file.undertakings if one.side is side
            ]
            for side in Side
        },
        **{f"broken_{side.value}": str(check.broken_by(side)) for side in Side},
        "has_codes": bool(file.codes),
        "codes": [_checked(one, showing) for one in file.codes],
        "findings": file.findings,
        "improvements": file.improvements or "",
        "has_replies": bool(replies),
        "replies": [
            {
                "side": word(showing, f"side.{one.side.value}"),
                "day": showing.short_day(one.replied),
                "agrees": word(showing, f"agrees.{'yes' if one.agrees else 'no'}"),
                "reply": one.reply,
            }
            for one in replies
        ],
    }


def _checked(one: CheckedUndertaking | CheckedCode, showing: Showing) -> FactRow:
    return {
        "nth": str(one.nth),
        "what": one.what,
        "kept": word(showing, f"kept.{one.kept.value}"),
        "seen_in": one.seen_in,
        "remedy": one.remedy or "",
    }
