"""Fields of an act as a person writes them: B.E. dates, register numbers, names of officers.

What is clear is put into the form of the act before it is checked; what is unclear is
refused beside its field, and nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from cso_registry.cli.context import Context
from cso_registry.cli.finding import find_letter, find_record
from cso_registry.cli.member_names import put_members
from cso_registry.domain.act import Act
from cso_registry.domain.delivery.work import Work
from cso_registry.domain.screening.records import Screening
from cso_registry.domain.selection.proposals import Proposal
from cso_registry.kernel.errors import InputError, Param, RegistryError
from cso_registry.kernel.ids import (
    LetterId,
    OfficeId,
    OfficerId,
    OrganizationId,
    RecordId,
    ScreeningId,
)
from cso_registry.thai.dates import read_date
from cso_registry.workspace.field_meaning import NEW_IDENTITY
from cso_registry.workspace.field_types import groups_in, holds_date, leaves, names_record
from cso_registry.workspace.screening.state import case_of
from cso_registry.workspace.workspace import Workspace

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnclearField:
    """A value that is not clear, the place where it stands, and the sentence about it."""

    place: str
    key: str
    params: dict[str, Param]


class UnclearFieldsError(RegistryError):
    """Fields of an act are not clear; all of them are told at once."""

    def __init__(self, unclear: tuple[UnclearField, ...], others: ValidationError | None) -> None:
        super().__init__("field.unclear", count=len(unclear))
        self.unclear = unclear
        self.others = others


def read_act(context: Context, workspace: Workspace, declared: type[Act], plain: Fields) -> Act:
    """Return the act that `plain` describes.

    Raises:
        UnclearFieldsError: When a date, number or name in it is not clear.
        ValidationError: When fields are missing, unknown or not accepted.
    """
    fields = {**_given_identities(context, workspace, declared, plain), **plain}
    unclear = [*_dates(context, declared, fields, ""), *_names(workspace, declared, fields, "")]
    _subject_of_case(workspace, declared, fields)
    unclear += (
        UnclearField(place, "committee.no_such_member", {"name": name, "found": found})
        for place, name, found in put_members(workspace, declared, fields)
    )
    _call_of_proposal(workspace, declared, fields)
    _agreement_of_work(workspace, declared, fields)
    try:
        act = declared.model_validate_json(json.dumps(fields))
    except ValidationError as fault:
        if not unclear:
            raise
        raise UnclearFieldsError(tuple(unclear), fault) from None
    if unclear:
        raise UnclearFieldsError(tuple(unclear), None)
    return act


def _given_identities(
    context: Context, workspace: Workspace, declared: type[Act], plain: Fields
) -> Fields:
    given: Fields = {}
    created = NEW_IDENTITY.get(declared.kind)
    if created is not None and created not in plain:
        given[created] = context.program.means.identities.new()
    office = workspace.office
    for name, info in declared.model_fields.items():
        if OfficeId in leaves(info.annotation) and name not in plain and office is not None:
            given[name] = str(office.id)
    return given


def _dates(
    context: Context, model: type[BaseModel], fields: Fields, above: str
) -> Iterator[UnclearField]:
    """Put every date of `fields` into ISO form; yield those that are not clear."""
    for name, info in model.model_fields.items():
        value = fields.get(name)
        place = f"{above}{name}"
        if holds_date(info.annotation):
            several = value if isinstance(value, list) else [value]
            for at, one in enumerate(several):
                if not isinstance(one, str):
                    continue
                try:
                    several[at] = _iso(context, one)
                except InputError as fault:
                    where = f"{place}.{at}" if isinstance(value, list) else place
                    yield UnclearField(where, fault.key, dict(fault.params))
            if isinstance(value, str):
                fields[name] = several[0]
        for group in groups_in(info.annotation):
            for step, inner in _inner(value):
                yield from _dates(context, group, inner, f"{place}{step}.")


def _inner(value: object) -> Iterator[tuple[str, Fields]]:
    if isinstance(value, dict):
        yield "", value
    elif isinstance(value, list):
        for at, one in enumerate(value):
            if isinstance(one, dict):
                yield f".{at}", one


def _iso(context: Context, written: str) -> str:
    reading = read_date(written, today=context.today)
    if not reading.certain:
        raise InputError("date.two_digit_year", date=reading.value.isoformat())
    return reading.value.isoformat()


def _names(
    workspace: Workspace, declared: type[BaseModel], fields: Fields, above: str
) -> Iterator[UnclearField]:
    """Put identities in the place of register numbers and names; yield what is not found."""
    for name, info in declared.model_fields.items():
        value = fields.get(name)
        several = value if isinstance(value, list) else [value]
        found = list(several)
        for at, one in enumerate(several):
            if not isinstance(one, str) or _is_identity(one):
                continue
            try:
                found[at] = _named(workspace, info.annotation, one)
            except RegistryError as fault:
                place = f"{name}.{at}" if isinstance(value, list) else name
                yield UnclearField(f"{above}{place}", fault.key, dict(fault.params))
        if found != several:
            fields[name] = found if isinstance(value, list) else found[0]
        if isinstance(value, dict):
            for group in groups_in(info.annotation):
                yield from _names(workspace, group, value, f"{above}{name}.")


def _named(workspace: Workspace, annotation: Any, written: str) -> str:
    """Return the identity of what a person named in a field; other text stays as it is."""
    kinds = set(leaves(annotation))
    if OrganizationId in kinds:
        return str(find_record(workspace, written).id)
    if LetterId in kinds:
        return str(find_letter(workspace, written).id)
    if ScreeningId in kinds:
        return str(case_of(workspace, find_record(workspace, written)).id)
    if OfficerId in kinds:
        return str(workspace.officer(written).id)
    return str(find_record(workspace, written).id) if names_record(annotation) else written


def _subject_of_case(workspace: Workspace, declared: type[Act], fields: Fields) -> None:
    """Name the subject of the case that an act is on, where it was left out."""
    named = fields.get("screening")
    if "organization" not in declared.model_fields or "organization" in fields:
        return
    if isinstance(named, str) and _is_identity(named):
        case = workspace.read.record(RecordId(named))
        if isinstance(case, Screening) and case.opening is not None:
            fields["organization"] = str(case.opening.organization)


def _call_of_proposal(workspace: Workspace, declared: type[Act], fields: Fields) -> None:
    """Name call and applicant of the proposal that an act is on, where they were left out."""
    named = fields.get("proposal")
    if not isinstance(named, str) or not _is_identity(named):
        return
    proposal = workspace.read.record(RecordId(named))
    if isinstance(proposal, Proposal) and proposal.file is not None:
        for name in ("call", "organization"):
            if name in declared.model_fields:
                fields.setdefault(name, str(getattr(proposal.file, name)))


def _agreement_of_work(workspace: Workspace, declared: type[Act], fields: Fields) -> None:
    """Name the agreement under which something was delivered, where it was left out."""
    if "agreement" not in declared.model_fields or "agreement" in fields:
        return
    known = (one for one in fields.values() if isinstance(one, str) and _is_identity(one))
    records = (workspace.read.record(RecordId(one)) for one in known)
    files = (getattr(one, "file", None) for one in records)
    work = next((one for one in files if isinstance(one, Work)), None)
    if work is not None:
        fields["agreement"] = str(work.agreement)


def _is_identity(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
