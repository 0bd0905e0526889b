"""The journal as an auditor reads it: lines in blocks, and what each entry changed (F:N2, X36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cso_registry.domain.offices.records import Officer
from cso_registry.journal.entry import read_entry
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.canonical import digest
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.entry_list import EntriesWanted, EntryList, FoundEntry
from cso_registry.storage.segments import SegmentTable
from cso_registry.workspace.exchanging.conflict_desk import title_of
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.telling import names_of
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.past import changed_fields, told_history
from cso_registry.workspace.record_titles import wording_in

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import OfficerId
    from cso_registry.workspace.record_wording import Wording
    from cso_registry.workspace.workspace import Workspace

BLOCK: Final = 100
MOST_TITLES: Final = 3


@dataclass(frozen=True, slots=True)
class JournalWish:
    """What is looked for in the journal; None where anything will do.

    Attributes:
        since: First day, in Thailand.
        until: Last day, inclusive.
    """

    officer: OfficerId | None = None
    kind: str | None = None
    record: RecordId | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry.

    Attributes:
        entry: Its local number; the next block is asked for before it.
        moment: In Thailand, as the clock said.
        officer: Name of who did it, or their identity when they are not held here.
        acting_for: Name of the officer whose rights were used; empty for their own.
        office: Name of the office whose computer wrote it; empty when not known here.
        titles: What the records are called that it changed, the first few.
        records: How many it changed.
        scope: The area of its chain: "00" for the nation, or the code of a province.
        seq: Its number in that chain.
        why_not: Key of the reason why it is kept and does not count; empty when it does.
    """

    entry: int
    hash: str
    moment: datetime
    kind: str
    officer: str
    acting_for: str
    order_number: str
    office: str
    titles: tuple[str, ...]
    records: int
    reason: str
    scope: str
    seq: int
    why_not: str


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """What an entry changed in one record: label, words before, words after."""

    record: RecordId
    type: str
    title: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with everything it changed.

    Attributes:
        seq: Its number in its stream, the chain of its computer in one area.
        has_personal: Whether personal fields are masked that can be asked for.
    """

    line: JournalLine
    replica: str
    scope: str
    seq: int
    changed: tuple[ChangedRecord, ...]
    has_personal: bool


def journal_block(
    workspace: Workspace,
    wish: JournalWish,
    language: Language,
    before: int | None = None,
    limit: int = BLOCK,
) -> tuple[JournalLine, ...]:
    """Return the newest entries that fit, before a number; fewer than `limit` at the end."""
    wanted = EntriesWanted(
        officer=wish.officer,
        kind=wish.kind,
        record=wish.record,
        since=None if wish.since is None else _midnight(wish.since),
        until=None if wish.until is None else _midnight(wish.until + timedelta(days=1)),
    )
    entries = EntryList(workspace.connection)
    found = entries.block(wanted, before, limit)
    why = entries.not_counted(found[-1].entry, found[0].entry) if found else {}
    teller = _Teller(workspace, language)
    return tuple(teller.line(one, why.get(one.entry, "")) for one in found)


def not_counted(workspace: Workspace, language: Language) -> tuple[JournalLine, ...]:
    """Return the entries that are kept and do not count, in the order in which they came."""
    teller = _Teller(workspace, language)
    return tuple(
        teller.line(FoundEntry(entry, digest(body).hex(), read_entry(body)), why)
        for entry, why, body in SegmentTable(workspace.connection).withheld()
    )


def entry_view(
    workspace: Workspace, entry_hash: str, language: Language, *, personal: bool = False
) -> EntryView:
    """Return an entry with what stood before and after; personal fields masked or not.

    Raises:
        InputError: `journal.no_such_entry`.
    """
    entries = EntryList(workspace.connection)
    found = entries.one(entry_hash)
    if found is None:
        raise InputError("journal.no_such_entry", entry=entry_hash[:16])
    wording = wording_in(workspace, language)
    changed = tuple(
        _changed(
            workspace, wording, RecordId(identity), kind, entry_hash, language, personal=personal
        )
        for identity, kind in {one.record: one.type for one in found.said.records}.items()
    )
    said, why = found.said, entries.not_counted(found.entry, found.entry)
    return EntryView(
        _Teller(workspace, language).line(found, why.get(found.entry, "")),
        said.replica,
        said.scope,
        said.seq,
        changed,
        has_personal=not personal
        and any(MASK in (old, new) for one in changed for _, old, new in one.lines),
    )


def record_title(workspace: Workspace, identity: RecordId, kind: str, language: Language) -> str:
    """Return what a record is called; of one without a name its type and identity."""
    officer = workspace.read.record(identity) if kind == Officer.type else None
    if isinstance(officer, Officer):
        return officer.display_name
    title = title_of(workspace, identity)
    if title != str(identity):
        return title
    words = workspace.program.texts.words_or_none("value", f"record.{kind}")
    return f"{kind if words is None else words.say(language)} {identity[:8]}"


class _Teller:
    """Puts entries into lines; names that come again are looked up once."""

    def __init__(self, workspace: Workspace, language: Language) -> None:
        self._workspace, self._language = workspace, language
        self._officers = officer_names(workspace.read)
        # A restored desk has no key before it is opened, and knows no computer by it.
        knows = workspace.office is not None and workspace.is_desk_open
        self._room = Exchange(workspace) if knows else None
        self._offices = {} if self._room is None else names_of(self._room)
        self._of_replica: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def line(self, found: FoundEntry, why_not: str = "") -> JournalLine:
        """Return the line of an entry."""
        said = found.said
        records = {one.record: one.type for one in said.records}
        return JournalLine(
            found.entry,
            found.hash,
            thai_time(wall_ms_of(said.wall)),
            said.kind,
            self._officers.get(said.officer, said.officer),
            "" if said.acting_for is None else self._officers.get(said.acting_for, said.acting_for),
            said.order_number or "",
            self._office(said.replica),
            tuple(self._title(*one) for one in list(records.items())[:MOST_TITLES]),
            len(records),
            said.reason or "",
            said.scope,
            said.seq,
            why_not,
        )

    def _title(self, identity: str, kind: str) -> str:
        if identity not in self._titles:
            self._titles[identity] = record_title(
                self._workspace, RecordId(identity), kind, self._language
            )
        return self._titles[identity]

    def _office(self, replica: str) -> str:
        if replica not in self._of_replica:
            office = "" if self._room is None else self._room.office_of(replica)
            known = self._offices.get(office)
            self._of_replica[replica] = "" if known is None else known.name(self._language)
        return self._of_replica[replica]


def _changed(
    workspace: Workspace,
    wording: Wording,
    identity: RecordId,
    kind: str,
    entry_hash: str,
    language: Language,
    *,
    personal: bool,
) -> ChangedRecord:
    record = workspace.read.record(identity)
    title = record_title(workspace, identity, kind, language)
    if record is None:
        return ChangedRecord(identity, kind, title, ())
    told = told_history(workspace, record, personal=personal)
    changes = (each for one in told if one["hash"] == entry_hash for each in one["changes"])
    lines = (line for change in changes for line in changed_fields(wording, record, change))
    return ChangedRecord(identity, kind, title, tuple(lines))


def _midnight(day: date) -> int:
    return wall_ms_of(f"{day.isoformat()}T00:00:00+07:00")
