"""What D-40 shows: the public data of the register, as a list on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cso_registry.kernel.errors import InputError
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.storage.verify import no_progress
from cso_registry.workspace.public_extract.subjects import public_subjects
from cso_registry.workspace.subject_file.list_facts import province_asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactRow, FactValue
    from cso_registry.domain.record import Record
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.public_extract.subjects import PublicSubject
    from cso_registry.workspace.showing import Showing

MOST_LINES: Final = 3_000


def public_facts(_office: Record, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of D-40; `province` keeps one province.

    Raises:
        InputError: `area.no_such_province`; `public.too_many`, when a paper would not hold them.
    """
    province, today = province_asked(showing), showing.today
    count = len(reading.organization_keys(OrganizationFilter(province=province), today))
    if count > MOST_LINES:
        raise InputError("public.too_many", count=count, most=MOST_LINES)
    found = list(public_subjects(reading, today, province, no_progress))
    return {
        "office": showing.office_name(),
        "made_on": showing.day(today),
        "province_asked": "" if province is None else showing.area(province),
        "is_of_province": province is not None,
        "lines": [_row(one, showing) for one in found],
        "count": str(len(found)),
        "is_empty": not found,
    }


def _row(one: PublicSubject, showing: Showing) -> FactRow:
    texts, language = showing.program.texts, showing.language
    kind = one.groups.get("identity", {}).get("kind")
    status = texts.value(f"status.{one.status}").say(language)
    area = one.groups.get("address", {}).get("area") or one.province
    return {
        "number": one.number,
        "name": texts.text("public.person", language) if one.is_person else one.name,
        "kind": "" if kind is None else texts.value(f"kind.{kind}").say(language),
        "status": f"{status} ({one.merged_into})" if one.merged_into else status,
        "place": _place(area, showing),
        "certificates": "\n".join(each.number for each in one.certificates),
    }


def _place(area: str, showing: Showing) -> str:
    if showing.program.means.areas.get(area) is None:
        return showing.program.texts.value("jurisdiction.00").say(showing.language)
    return showing.area(area)
