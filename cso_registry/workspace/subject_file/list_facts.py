"""What the lists of a growing register show: returns due (S-02), visits (S-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.life_signs import QUIET_MONTHS
from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.paper_facts import address_line
from cso_registry.workspace.subject_file.return_days import LAPSE, near_returns
from cso_registry.workspace.subject_file.sign_words import sign_words, warning_words
from cso_registry.workspace.subject_file.silence import silent_subjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.organizations.records import Organization
    from cso_registry.domain.record import Record
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing
    from cso_registry.workspace.subject_file.return_days import ReturnDay
    from cso_registry.workspace.subject_file.silence import Silent


def returns_facts(_office: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-02; `province` keeps one province.

    Raises:
        InputError: `area.no_such_province`.
    """
    policies, today = showing.program.policies, showing.today
    found = sorted(
        near_returns(reading, policies, today, province_asked(showing)),
        key=lambda one: (one.due, one.subject.register_number or ""),
    )
    lapsed = [_return_row(one, showing) for one in found if one.is_lapsed]
    late = [_return_row(one, showing) for one in found if one.late_days and not one.is_lapsed]
    near = [_return_row(one, showing) for one in found if not one.late_days]
    return {
        **_head(showing),
        "lapse_months": str(policies.number(LAPSE, today)),
        "lapsed": lapsed,
        "late": late,
        "near": near,
        "has_lapsed": bool(lapsed),
        "has_late": bool(late),
        "has_near": bool(near),
        "lapsed_count": str(len(lapsed)),
        "late_count": str(len(late)),
        "near_count": str(len(near)),
        "is_empty": not found,
    }


def visit_facts(_office: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-03; `province` keeps one province.

    Raises:
        InputError: `area.no_such_province`.
    """
    policies, today = showing.program.policies, showing.today
    found = list(silent_subjects(reading, policies, today, province_asked(showing)))
    areas = showing.program.means.areas
    by_place = sorted(found, key=lambda one: _area(one.subject))
    return {
        **_head(showing),
        "months": str(policies.number(QUIET_MONTHS, today)),
        "lines": [
            {
                **_visit_row(one, showing),
                "province": areas.name(_area(one.subject)[:2], showing.language),
            }
            for one in by_place
        ],
        "count": str(len(found)),
        "is_empty": not found,
    }


def province_asked(showing: Showing) -> str | None:
    """Return the province that a list was asked for, by code or name; None for all.

    Raises:
        InputError: `area.no_such_province`.
    """
    said = to_arabic_digits(showing.asked.get("province", "")).strip()
    if not said:
        return None
    areas = showing.program.means.areas
    code = said if areas.get(said) is not None else areas.resolve(province=said).code
    if code is None or areas.province_of(code) != code:
        raise InputError("area.no_such_province", text=said)
    return code


def _head(showing: Showing) -> dict[str, FactValue]:
    province = province_asked(showing)
    return {
        "office": showing.office_name(),
        "made_on": showing.day(showing.today),
        "province_asked": "" if province is None else showing.area(province),
        "is_of_province": province is not None,
    }


def _return_row(one: ReturnDay, showing: Showing) -> FactRow:
    contact = one.subject.contact
    return {
        "number": one.subject.register_number or "",
        "name": one.subject.display_name,
        "due": showing.short_day(one.due),
        "late": str(one.late_days),
        "last": showing.short_day(one.last),
        "phone": (contact.phone or "") if contact is not None else "",
    }


def _visit_row(one: Silent, showing: Showing) -> FactRow:
    subject, contact = one.subject, one.subject.contact
    phone = (contact.phone or "") if contact is not None else ""
    said = "\n".join(part for part in (phone, warning_words(one.signs, showing)) if part)
    return {
        "name": "\n".join((subject.display_name, subject.register_number or "")),
        "address": address_line(subject, showing),
        "reach": said,
        "last_sign": sign_words(one.signs, showing),
    }


def _area(subject: Organization) -> str:
    place = subject.place
    return place.area if place is not None else subject.scope
