"""What the pages of the office and its officers show, in words, and who may do what there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.offices.records import HeldRight, Officer
from cso_registry.domain.permission import DeniedError, refuse_unless_permitted
from cso_registry.domain.record import Group
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.masking import told_groups
from cso_registry.workspace.offers import offers_on
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.past import Past, told_past
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_view import KeptGroup, KeptItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.offers import Offer
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One officer in the list.

    Attributes:
        rights: Roles in force today, each with where it holds, in words.
        must_change: Whether somebody else gave the secret that they have now.
        is_ours: Whether the officer is of this office; others come by exchange.
        signs_in_here: Whether the officer can sign in at this desk.
    """

    id: str
    name: str
    position: str
    rights: tuple[str, ...]
    must_change: bool
    is_ours: bool
    signs_in_here: bool


@dataclass(frozen=True, slots=True)
class RecordSight:
    """An office or an officer as the page shows it."""

    record: Record
    groups: tuple[KeptGroup, ...]
    past: tuple[Past, ...]
    offers: tuple[Offer, ...]


def officer_lines(workspace: Workspace, language: Language) -> tuple[OfficerLine, ...]:
    """Return the officers: our own first, then those of other areas; each group by name."""
    wording = wording_in(workspace, language, {})
    here = "" if workspace.office is None else workspace.office.scope
    sign_in = {one.id for one in workspace.officers_here()}
    known = [one for one in workspace.read.records(Officer.type) if isinstance(one, Officer)]
    known.sort(key=lambda one: (one.scope != here, one.scope, one.display_name, one.id))
    return tuple(
        OfficerLine(
            id=str(one.id),
            name=one.display_name,
            position="" if one.person is None else one.person.position or "",
            rights=rights_in_words(workspace, one, wording),
            must_change=one.credential is not None and one.credential.must_change,
            is_ours=one.scope == here,
            signs_in_here=one.id in sign_in,
        )
        for one in known
    )


def rights_in_words(workspace: Workspace, officer: Officer, wording: Wording) -> tuple[str, ...]:
    """Return the rights that an officer has today, in words."""
    held = sorted(
        officer.rights_on(workspace.today), key=lambda one: (one.role.value, one.jurisdiction)
    )
    return tuple(
        f"{wording.value(HeldRight, 'role', one.role.value)} "
        f"{wording.value(HeldRight, 'jurisdiction', one.jurisdiction)}"
        for one in held
    )


def record_sight(
    workspace: Workspace, identity: RecordId, session: Session, language: Language
) -> RecordSight:
    """Return what the page of an office or an officer shows; personal fields are masked.

    Raises:
        InputError: `record.unknown`.
    """
    record = workspace.read.record(identity)
    if record is None:
        raise InputError("record.unknown", field="officer", id=identity)
    names = officer_names(workspace.read)
    wording = wording_in(workspace, language, names)
    return RecordSight(
        record=record,
        groups=tuple(_groups(record, wording)),
        past=tuple(told_past(workspace, record, wording, names, language, personal=False)),
        offers=offers_on(workspace.performer, record, session),
    )


def denial(workspace: Workspace, session: Session, kind: str) -> DeniedError | None:
    """Return why an officer may not do an act for this office now; None when they may."""
    scope = workspace.performer.home.scope
    with workspace.performer.judging() as work:
        try:
            refuse_unless_permitted(ACTS[kind], work.actor(session), {scope})
        except DeniedError as denied:
            return denied
    return None


def _groups(record: Record, wording: Wording) -> Iterator[KeptGroup]:
    for name, value in told_groups(record, personal=False).items():
        slot = record.slots[name]
        is_single = isinstance(slot, Group)
        items = tuple(
            KeptItem(str(one.get("key", "")), tuple(wording.lines(slot, _unkeyed(one))), one)
            for one in ([value] if is_single else value)
        )
        yield KeptGroup(name, wording.group(record.type, name), is_single, items)


def _unkeyed(item: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in item.items() if name != "key"}
