"""What a proved file is about: its period, the records it touches, decisions, what still waits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cso_registry.domain.conflicts.acts import ResolveConflict, SettleContested
from cso_registry.domain.conflicts.records import Settlement
from cso_registry.domain.record import slot_name
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.exchanging.conflict_desk import desk_view, title_of
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.record_wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cso_registry.documents.facts import FactRow
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.texts import Texts
    from cso_registry.journal.entry import Entry
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

DECISIONS = frozenset({ResolveConflict.kind, SettleContested.kind})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the conflict desk that the file carries."""

    day: date
    kind: str
    record: str
    type: str
    group: str
    reason: str


@dataclass(slots=True)
class Content:
    """What the entries of a file are about.

    Attributes:
        first: The earliest clock of an entry, as ISO 8601; empty without entries.
        last: The latest.
        records: Identities by type of record.
    """

    first: str = ""
    last: str = ""
    records: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    decided: list[Decided] = field(default_factory=list)

    def note(self, said: Entry) -> None:
        """Take one entry into account."""
        self.first = min(self.first or said.wall, said.wall)
        self.last = max(self.last, said.wall)
        for change in said.changes:
            self.records[change.type].add(change.record)
        if said.kind in DECISIONS and said.changes:
            self.decided.append(_decided(said))


@dataclass(frozen=True, slots=True)
class Known:
    """What a registry knows of the records of a file.

    Attributes:
        titles: What the records are called about which it carries decisions, by identity.
        waiting: What waits here for a decision about its records, as rows of a paper.
    """

    titles: dict[str, str]
    waiting: list[FactRow]


def _decided(said: Entry) -> Decided:
    change = said.changes[0]
    about, kind, group = change.record, change.type, slot_name(change.group)
    if kind == Settlement.type:
        value = change.value or {}
        about, kind = str(value.get("about_record", about)), str(value.get("about_type", kind))
        group = str(value.get("concerning", group))
    day = date.fromisoformat(said.wall[:10])
    return Decided(day, said.kind, about, kind, group, said.reason or "")


def known_in(workspace: Workspace, content: Content, language: Language) -> Known:
    """Return what a registry knows of the records of a file."""
    titles = {one.record: title_of(workspace, RecordId(one.record)) for one in content.decided}
    return Known(titles, _waiting_in(workspace, content, language))


def _waiting_in(workspace: Workspace, content: Content, language: Language) -> list[FactRow]:
    """Return what waits for a decision in this registry about the records of a file."""
    touched = {one for records in content.records.values() for one in records}
    view, texts = desk_view(workspace), workspace.program.texts
    words = Wording(workspace.program, language, {}, MASK)
    rows: list[FactRow] = [
        {"about": view.titles[one.record], "what": words.group(one.type, slot_name(one.group))}
        for one in view.values
        if one.record in touched
    ]
    rows += [
        {
            "about": view.titles[one.record],
            "what": texts.text(
                "audit.contested",
                language,
                act=texts.act(one.said.kind).say(language),
                other=texts.act(one.other.kind).say(language),
            ),
        }
        for one in view.contested
        if one.record in touched
    ]
    return rows


def record_rows(content: Content, texts: Texts, language: Language) -> Iterator[FactRow]:
    """Yield how many records of each type a file touches."""
    for kind, records in sorted(content.records.items()):
        yield {"type": type_words(texts, language, kind), "count": f"{len(records):,}"}


def decision_rows(
    decided: Iterable[Decided], titles: Mapping[str, str], program: Program, language: Language
) -> Iterator[tuple[date, FactRow]]:
    """Yield the day of each decision, and its row without that day."""
    words = Wording(program, language, {}, MASK)
    for one in decided:
        about = titles.get(one.record, one.record[:13])
        yield (
            one.day,
            {
                "act": program.texts.act(one.kind).say(language),
                "about": f"{about} ({words.group(one.type, one.group)})",
                "reason": one.reason,
            },
        )


def type_words(texts: Texts, language: Language, kind: str) -> str:
    """Return what a type of record is called; its own name when a newer program made it."""
    try:
        return texts.value(f"record.{kind}").say(language)
    except MissingTextError:
        return kind
