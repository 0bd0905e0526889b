"""What is held about a person, now and in the past: the answer to a request of theirs (F:N6).

Every personal part of the journal is looked at, so that former values and records of every
type are found; what was erased by law is gone and is not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.record import slot_name
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.verify import no_progress
from cso_registry.thai.searching import search_key, search_terms
from cso_registry.workspace.look_log import look_at
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.record_titles import title_of_record, wording_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.personal_reading import PersonalRow
    from cso_registry.storage.verify import Progress
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

SHORTEST: Final = 3
MOST_FOUND: Final = 500
LOOKED: Final = "data subject request"


@dataclass(frozen=True, slots=True)
class HeldPart:
    """Personal data of one group of a record, as one entry wrote it.

    Attributes:
        group: As the record names it, with the key of an item.
        label: What the group is called.
        is_current: Whether it still stands in the record.
        day: When it was recorded.
        by: Who recorded it.
        values: Label and words of each field.
        purpose: Why such data is kept; empty when nothing is said.
        basis: The legal basis that is named for it.
    """

    record: RecordId
    record_type: str
    title: str
    group: str
    label: str
    is_current: bool
    day: date
    by: str
    values: tuple[tuple[str, str], ...]
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class HeldAbout:
    """Everything that was found about a person.

    Attributes:
        asked: What was looked for.
        parts: The parts, in the order in which they were recorded.
        is_cut: Whether there are more than are told.
    """

    asked: str
    parts: tuple[HeldPart, ...]
    is_cut: bool = False

    @property
    def records(self) -> dict[RecordId, str]:
        """Return the records concerned, and the type of each."""
        return {one.record: one.record_type for one in self.parts}

    def groups_of(self, record: RecordId) -> tuple[str, ...]:
        """Return the groups of a record that hold it now."""
        return tuple(
            dict.fromkeys(x.group for x in self.parts if x.record == record and x.is_current)
        )


def find_held(
    workspace: Workspace, asked: str, language: Language, progress: Progress = no_progress
) -> HeldAbout:
    """Return what is held about whoever is called `asked`, or has that number or telephone.

    All words must stand in one group; they are compared as a search compares them.

    Raises:
        InputError: `held.too_short`.
    """
    terms = search_terms(asked)
    if len("".join(terms)) < SHORTEST:
        raise InputError("held.too_short", count=SHORTEST)
    teller = _Teller(workspace, language)
    found: list[HeldPart] = []
    last = workspace.read.personal.last()
    for block in workspace.read.personal.blocks():
        for row in block:
            if holds(row.body, terms):
                if len(found) == MOST_FOUND:
                    return HeldAbout(asked, tuple(found), is_cut=True)
                found.append(teller.part(row))
        progress(block[-1].entry, last)
    return HeldAbout(asked, tuple(found))


def holds(body: bytes, terms: tuple[str, ...]) -> bool:
    """Return whether a personal part holds every one of these words."""
    text = "\n".join(search_key(one) for one in _texts(orjson.loads(body)))
    return all(term in text for term in terms)


def note_held(workspace: Workspace, session: Session, held: HeldAbout) -> None:
    """Log that what is held about a person is shown to an officer who may look (F:N4).

    Raises:
        DeniedError: `look.role_missing` or `look.outside_jurisdiction`; the denial is logged.
    """
    office = workspace.office
    if office is not None:
        # The office answers for all that it holds, whichever province a record belongs to.
        look_at(workspace, session, LOOKED, office.id)
    for record in held.records:
        workspace.note_look(session, LOOKED, record)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


class _Teller:
    """Puts personal parts into words."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._read, self._language = workspace.read, language
        self._officers = officer_names(workspace.read)
        self._wording = wording_in(workspace, language, self._officers)
        purposes = workspace.program.resources.toml("privacy/purposes.toml")
        self._purposes: dict[str, dict[str, str]] = purposes["purpose"]

    def part(self, row: PersonalRow) -> HeldPart:
        said = self._read.personal.said(row.entry)
        change = said.changes[row.change]
        record = self._read.record(RecordId.read(change.record))
        name, values = slot_name(change.group), orjson.loads(row.body)
        slot = RECORDS[change.type].slots[name]
        purpose = self._purposes.get(f"{change.type}.{name}", {})
        return HeldPart(
            record=RecordId.read(change.record),
            record_type=change.type,
            title=title_of_record(record),
            group=change.group,
            label=self._wording.group(change.type, name),
            is_current=record is not None and _stands(record, change.group, values),
            day=thai_time(wall_ms_of(said.wall)).date(),
            by=self._officers.get(said.officer, ""),
            values=tuple(self._wording.lines(slot, values)),
            purpose=purpose.get(self._language, ""),
            basis=purpose.get("basis", ""),
        )


def _stands(record: Record, group: str, values: dict[str, Any]) -> bool:
    """Return whether a record holds these values now."""
    name, _, key = group.partition("/")
    held = getattr(record, name)
    now = held.get(key) if isinstance(held, dict) else held
    if now is None:
        return False
    plain = now.model_dump(mode="json")
    return all(plain.get(field) == value for field, value in values.items())
