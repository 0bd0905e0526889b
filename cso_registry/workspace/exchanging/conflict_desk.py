"""The conflict desk: what waits for a decision, and the values of one group side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.record import slot_name
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.errors import InputError
from cso_registry.storage.conflicts import ConflictTable
from cso_registry.workspace.exchanging.contests import open_contests
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.work_items import work_items
from cso_registry.workspace.masking import masked
from cso_registry.workspace.record_titles import title_of_record, wording_in
from cso_registry.workspace.record_wording import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from cso_registry.domain.record import FieldGroup, Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.journal.entry import Entry
    from cso_registry.kernel.ids import RecordId
    from cso_registry.storage.conflicts import ContestedAct, Rival, Waiting
    from cso_registry.workspace.exchanging.work_items import WorkItems
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace

NAMED = frozenset({"agency", "agreement", "call", "mission"})
"""Types whose names never are those of persons; any other is told by its number."""
LEAST = 2
"""So many values make a conflict."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits, from one state of the registry.

    Attributes:
        values: Groups with several values.
        contested: Legal acts that nobody settled yet.
        items: What else somebody should see to.
        titles: What the records are called, by identity.
        offices: Names of offices by replica, of those known here.
    """

    values: tuple[Waiting, ...]
    contested: tuple[ContestedAct, ...]
    items: WorkItems
    titles: Mapping[RecordId, str]
    offices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a group in words, with who gave it, when and why.

    Attributes:
        entry: Hash of the entry that gave it.
        moment: In Thailand.
        office: Name of the office whose computer wrote it; empty when not known here.
        is_ours: Whether it was written in this office.
        kind: The act.
        is_taken_away: Whether it took the item of a collection away.
        lines: Name, label and words of each field.
    """

    entry: str
    moment: datetime
    office: str
    is_ours: bool
    officer: str
    kind: str
    reason: str
    is_taken_away: bool
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Did:
    """An act as the journal tells it: who did what, when, by which order and why."""

    kind: str
    moment: datetime
    office: str
    officer: str
    order_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contested legal act, and what contests it."""

    record: RecordId
    entry: str
    title: str
    act: Did
    others: tuple[Did, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A group with several values, side by side with what stood before.

    Attributes:
        label: What the group is called.
        base: What all of them replaced; None when they began from different values.
        given: The values, the one shown meanwhile first.
        differing: Names of the fields that are not the same everywhere, masked or not.
        has_personal: Whether personal fields are masked that can be asked for.
    """

    record: Record
    group: str
    title: str
    label: str
    base: Given | None
    given: tuple[Given, ...]
    differing: frozenset[str]
    has_personal: bool


def waiting_count(workspace: Workspace) -> int:
    """Return how many groups and legal acts wait for a decision."""
    return workspace.read.conflict_count() + len(open_contests(workspace))


def desk_view(workspace: Workspace, language: Language = "th") -> Desk:
    """Return everything that waits at the conflict desk; offices are named in `language`."""
    values = ConflictTable(workspace.connection).waiting()
    contested = open_contests(workspace)
    room = Exchange(workspace)
    items = work_items(workspace, room)
    about = {
        *(one.record for one in values),
        *(one.record for one in contested),
        *items.unread,
        *(one[0] for one in items.parents),
    }
    replicas = {
        *(one.stream.replica for one in items.missing),
        *(one.replica for one in items.clocks),
        *(said.replica for one in contested for said in (one.said, one.other)),
    }
    return Desk(
        tuple(values),
        tuple(contested),
        items,
        {one: title_of(workspace, one) for one in about},
        {one: office_name(room, one, language) for one in replicas},
    )


def conflict_view(
    workspace: Workspace,
    record: Record,
    group: str,
    language: Language,
    *,
    personal: bool = False,
) -> ConflictView:
    """Return the values of a group that wait for a decision, in words.

    Args:
        workspace: The registry, as it stands.
        record: Whose group it is.
        group: With the key of the item, for a collection.
        language: The language that is spoken.
        personal: Whether personal fields are shown; the look must be logged before.

    Raises:
        InputError: `conflicts.not_in_conflict`.
    """
    rivals = rivals_in(workspace, record, group)
    before = base_of(ConflictTable(workspace.connection), record, group, rivals)
    words = wording_in(workspace, language)
    room, model = Exchange(workspace), record.slots[slot_name(group)].model

    def told(one: Rival) -> Given:
        shown = None if one.value is None else masked(model, one.value, personal=personal)
        office = office_name(room, one.said.replica, language)
        return _given(one, shown, record, group, words, room, office)

    base = None if before is None else told(before)
    given = tuple(told(one) for one in rivals)
    columns = _aligned(given if base is None else (base, *given))
    base, given = (None, columns) if base is None else (columns[0], columns[1:])
    return ConflictView(
        record=record,
        group=group,
        title=title_of(workspace, record.id),
        label=words.group(record.type, slot_name(group)),
        base=base,
        given=given,
        differing=_differing(rivals if before is None else (before, *rivals)),
        has_personal=_is_masked(model, rivals) and not personal,
    )


def contest_view(
    workspace: Workspace, record: RecordId, entry: str, language: Language
) -> ContestView:
    """Return a contested legal act beside what contests it, in words.

    Args:
        workspace: The registry, as it stands.
        record: The record it is about.
        entry: Hash of the contested act.
        language: The language that is spoken.

    Raises:
        InputError: `conflicts.not_contested`.
    """
    found = [one for one in open_contests(workspace) if one.record == record and one.hash == entry]
    if not found:
        raise InputError("conflicts.not_contested", title=title_of(workspace, record))
    words = wording_in(workspace, language)
    room = Exchange(workspace)

    def told(said: Entry) -> Did:
        return Did(
            kind=said.kind,
            moment=thai_time(wall_ms_of(said.wall)),
            office=office_name(room, said.replica, language),
            officer=words.officer(said.officer),
            order_number=_order_of(said, record),
            reason=said.reason or "",
        )

    others = {one.other_hash: one.other for one in found}
    return ContestView(
        record=record,
        entry=entry,
        title=title_of(workspace, record),
        act=told(found[0].said),
        others=tuple(told(one) for one in others.values()),
    )


def rivals_in(workspace: Workspace, record: Record, group: str) -> list[Rival]:
    """Return the values of a group, the shown one first.

    Raises:
        InputError: `conflicts.not_in_conflict`.
    """
    found = ConflictTable(workspace.connection).rivals(record.id, group)
    if len(found) < LEAST:
        raise InputError(
            "conflicts.not_in_conflict", title=title_of(workspace, record.id), group=group
        )
    return found


def base_of(table: ConflictTable, record: Record, group: str, rivals: list[Rival]) -> Rival | None:
    """Return what all rivals replaced, None when there is no common value."""
    bases = {one.base for one in rivals}
    common = bases.pop() if len(bases) == 1 else None
    return None if common is None else table.base(record.id, group, common)


def title_of(workspace: Workspace, identity: RecordId) -> str:
    """Return what a record is called where no personal data are shown."""
    record = workspace.read.record(identity)
    if isinstance(record, Organization):
        is_person = record.person is not None
        return record.register_number or str(record.id) if is_person else record.display_name
    if record is not None and record.type in NAMED:
        return title_of_record(record) or str(identity)
    numbers = () if record is None else record.shadow().numbers
    return next((one.number for one in numbers), str(identity))


def office_name(room: Exchange, replica: str, language: Language) -> str:
    """Return the name of the office whose computer this is; empty when not known here."""
    office = room.office_of(replica)
    found = room.trust.trusted.roster.offices.get(office)
    own = room.office.identity
    if found is None and office == str(room.office.id) and own is not None:
        return (own.name_en or own.name_th) if language == "en" else own.name_th
    return "" if found is None else found.name(language)


def _given(
    one: Rival,
    shown: dict[str, object] | None,
    record: Record,
    group: str,
    words: Wording,
    room: Exchange,
    office: str,
) -> Given:
    slot = record.slots[slot_name(group)]
    said = one.said
    return Given(
        entry=one.hash,
        moment=thai_time(wall_ms_of(said.wall)),
        office=office,
        is_ours=room.office_of(said.replica) == str(room.office.id),
        officer=words.officer(said.officer),
        kind=said.kind,
        reason=said.reason or "",
        is_taken_away=one.value is None,
        lines=tuple(
            (name, words.field(name), words.lines(slot, {name: value})[0][1])
            for name, value in (shown or {}).items()
            if words.lines(slot, {name: value})
        ),
    )


def _order_of(said: Entry, record: RecordId) -> str:
    """Return the number of the order that an act carried out, as it is kept at the record."""
    values = (one.value for one in said.changes if one.record == record and one.value is not None)
    return next((str(one["order_number"]) for one in values if one.get("order_number")), "")


def _aligned(given: tuple[Given, ...]) -> tuple[Given, ...]:
    """Let every column have a line for each field, in one order."""
    labels = {name: label for one in given for name, label, _ in one.lines}
    return tuple(
        replace(one, lines=tuple((name, labels[name], said.get(name, EMPTY)) for name in labels))
        for one, said in ((one, {name: words for name, _, words in one.lines}) for one in given)
    )


def _differing(rivals: Iterable[Rival]) -> frozenset[str]:
    """Return the fields that differ, as they are kept: masked ones, too, are told apart."""
    values = [one.value or {} for one in rivals]
    names = {name for one in values for name in one}
    return frozenset(
        name for name in names if any(one.get(name) != values[0].get(name) for one in values)
    )


def _is_masked(model: type[FieldGroup], rivals: list[Rival]) -> bool:
    values = (one.value for one in rivals if one.value is not None)
    return any(masked(model, one, personal=False) != one for one in values)
