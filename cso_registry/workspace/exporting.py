"""The register as a sheet that people edit and bring back (F:X43).

Headings are those that the import knows best, a hidden column holds the record's
identity, and text is never a formula. What the officer may not see is left blank, and
blank never erases when the sheet comes back (R-06).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.permission import LOOKERS
from cso_registry.domain.record import guarded_fields
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.tables.workbook_writing import write_xlsx
from cso_registry.tables.writing import OutColumn, write_csv
from cso_registry.workspace.importing import import_columns
from cso_registry.workspace.look_log import looking_officer
from cso_registry.workspace.row_wire import KEY_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cso_registry.domain.facts import Actor
    from cso_registry.domain.organizations.records import Address, Residence
    from cso_registry.domain.record import FieldGroup
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.tables.sheet import Cell
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

BLOCK = 500
LEVELS = {2: "province", 4: "amphoe", 6: "tambon"}
WIDE = frozenset({"name_th", "name_en", "note"})


def export_organizations(
    workspace: Workspace,
    session: Session,
    file: Path,
    *,
    province: str | None,
    language: Language,
) -> int:
    """Write the subjects of a province, or all, to `file`; return how many.

    The export of personal data is logged (F:N4).

    Raises:
        KnownError: What the disk said.
    """
    keys = workspace.read.organization_keys(OrganizationFilter(province=province), workspace.today)
    office = workspace.office
    if office is not None:
        workspace.note_look(session, "exported", office.id)
    who = looking_officer(workspace, session)
    columns = import_columns(workspace.program)
    out = tuple(
        OutColumn(
            column.headings[0],
            width=44 if column.name in WIDE else 16,
            hidden=column.name == KEY_COLUMN,
        )
        for column in columns
    )
    names = [column.name for column in columns]
    rows = (
        [cells.get(name) for name in names]
        for cells in _cells_of_all(workspace, keys, who, language)
    )
    with file.open("wb") as stream:
        if file.suffix.lower() == ".csv":
            write_csv(stream, out, rows, language=language)
        else:
            title = workspace.program.texts.text("column.name", language)
            write_xlsx(stream, title, out, rows, language=language)
    return len(keys)


def _cells_of_all(
    workspace: Workspace, keys: Sequence[int], who: Actor, language: Language
) -> Iterator[dict[str, Cell]]:
    for start in range(0, len(keys), BLOCK):
        block = keys[start : start + BLOCK]
        for line in workspace.read.organizations(block, workspace.today):
            record = workspace.read.record(RecordId(line.id))
            if isinstance(record, Organization):
                shown = who.holds(LOOKERS, record.scope)
                yield _cells(record, workspace.program, language, shown=shown)


V = TypeVar("V", bound="FieldGroup")


def _seen(value: V | None, *, shown: bool) -> V | None:
    """Return a value as the officer may see it: guarded fields blank where they may not."""
    if value is None or shown:
        return value
    return value.model_copy(update=dict.fromkeys(guarded_fields(type(value))))


def _cells(
    record: Organization, program: Program, language: Language, *, shown: bool
) -> dict[str, Cell]:
    identity, purposes, names = record.identity, record.purposes, record.names
    contact, resources = (_seen(record.contact, shown=shown), _seen(record.resources, shown=shown))
    label = program.vocabulary.label
    cells: dict[str, Cell] = {
        KEY_COLUMN: record.id,
        "name_th": record.display_name,
        "number": record.register_number,
    }
    if names is not None:
        cells |= {"name_en": names.en, "acronym": names.acronym}
    if identity is not None:
        form = identity.form
        cells["kind"] = label("V-S1", identity.kind.value, language)
        cells["form"] = identity.sub_form if form is None else label("V-05", form, language)
        cells["founded"] = identity.founded
    if purposes is not None:
        cells["purpose"] = label("V-04", purposes.main, language)
        others = (label("V-04", code, language) for code in purposes.others)
        cells["other_purposes"] = ", ".join(others) or None
    if contact is not None:
        cells |= {"phone": contact.phone, "email": contact.email, "website": contact.website}
    if resources is not None:
        members = resources.members
        cells["members"] = None if members is None else str(members)
        cells["note"] = resources.note
    place = _seen(record.address, shown=shown) or _seen(record.residence, shown=shown)
    person = _seen(record.person, shown=shown)
    cells["citizen_id"] = None if person is None else person.citizen_id
    return cells | _place(place, program, language) | _numbers(record)


def _place(
    place: Address | Residence | None, program: Program, language: Language
) -> dict[str, Cell]:
    if place is None:
        return {}
    cells: dict[str, Cell] = {
        "house": place.house,
        "moo": place.moo,
        "place": place.place,
        "road": place.road,
        "postal": place.postal,
    }
    for area in program.means.areas.path(place.area):
        cells[LEVELS[area.level]] = area.name(language)
    return cells


def _numbers(record: Organization) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for outside in record.identifiers.values():
        if outside.scheme == "TH-TIN":
            cells["tax_id"] = outside.value
        if outside.scheme == "TH-MOI":
            cells["interior_number"] = outside.value
    for event in record.life.values():
        if event.number is not None:
            cells["registered_on"] = event.effective
            cells["order_number"] = event.order_number
            cells["order_date"] = event.order_date
    return cells
