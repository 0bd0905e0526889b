"""Everything a page shows of a subject, in words: what is kept, its past, what can be done.

One question, answered from one state of the registry, so that nothing on the page
contradicts anything else on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.checklist import ItemState, checklist_of
from cso_registry.domain.organizations.membership import TooFew, too_few_of
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.papers.records import PAPER_OF, Paper
from cso_registry.domain.record import Group
from cso_registry.journal.moment import thai_time, wall_ms_of
from cso_registry.kernel.errors import InputError
from cso_registry.storage.listing import ListRow, Wanted
from cso_registry.workspace.masking import told_groups
from cso_registry.workspace.offers import Offer, offers_on
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.past import Past, changed_fields, told_history
from cso_registry.workspace.record_titles import wording_in
from cso_registry.workspace.record_wording import EMPTY, Wording
from cso_registry.workspace.shown_list import shown_rows
from cso_registry.workspace.subject_file.whole_history import whole_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.kernel.ids import RecordId
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.subject_file.whole_history import Happening
    from cso_registry.workspace.workspace import Workspace

CHECKLIST, SUBJECT = "V-S3", "organization"
RELATED = (
    "screening",
    "certificate",
    "letter",
    "return",
    "contact_note",
    "intake",
    "appeal",
    "breach",
)
"""Types of records that a subject's page names, in this order."""


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One value of a group: its key in a collection, its fields in words and as they are."""

    key: str
    lines: tuple[tuple[str, str], ...]
    plain: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """What is kept in one group of a record."""

    name: str
    label: str
    is_single: bool
    items: tuple[KeptItem, ...]
    is_conflicting: bool = False


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """One item of the checklist as it stands."""

    item: str
    label: str
    state: str
    until: date | None
    required: bool


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper that was issued about the subject."""

    id: str
    code: str
    number: str | None
    issued: date


@dataclass(frozen=True, slots=True)
class RecordView:
    """A subject as its page shows it.

    Attributes:
        arrival: Where what was made before a move to this province stands, in words.
    """

    record: Organization
    groups: tuple[KeptGroup, ...]
    past: tuple[Past, ...]
    offers: tuple[Offer, ...]
    documents: tuple[AskedDocument, ...]
    papers: tuple[IssuedPaper, ...]
    related: Mapping[str, tuple[ListRow, ...]]
    is_personal_shown: bool
    too_few_members: TooFew | None = None
    arrival: str = ""

    def group(self, name: str) -> KeptGroup | None:
        """Return a group that holds something."""
        return next((one for one in self.groups if one.name == name), None)


def record_view(
    workspace: Workspace,
    identity: RecordId,
    session: Session,
    language: Language,
    *,
    personal: bool = False,
) -> RecordView:
    """Return everything that the page of a subject shows.

    Args:
        workspace: The registry, as it stands.
        identity: The subject.
        session: Who looks: what may be done depends on it.
        language: The language that is spoken.
        personal: Whether personal fields are shown; the look must be logged before.

    Raises:
        InputError: `record.unknown`.
    """
    record = workspace.read.record(identity)
    if not isinstance(record, Organization):
        raise InputError("record.unknown", field="organization", id=identity)
    names = officer_names(workspace.read)
    wording = wording_in(workspace, language, names)
    return RecordView(
        record=record,
        groups=tuple(kept_groups(record, wording, personal=personal)),
        past=tuple(_past(workspace, record, wording, names, language, personal=personal)),
        offers=offers_on(workspace.performer, record, session),
        documents=tuple(_documents(workspace, record, language)),
        papers=tuple(issued_papers(workspace, record.id)),
        related={kind: _related(workspace, kind, identity) for kind in RELATED},
        is_personal_shown=personal,
        too_few_members=too_few_of(record, workspace.program.policies, workspace.today),
        arrival=arrival_words(workspace, record, language),
    )


def arrival_words(workspace: Workspace, record: Record, language: Language) -> str:
    """Return that papers and cases of before a move stand at the old office; else nothing."""
    arrival = record.arrival if isinstance(record, Organization) else None
    home = workspace.performer.home.scope
    if arrival is None or home != arrival.home:
        return ""
    program = workspace.program
    former, day = arrival.former_home, arrival.effective.isoformat()
    return program.texts.text("organization.arrived", language, scope=former, day=day)


def kept_groups(
    record: Record,
    wording: Wording,
    *,
    personal: bool,
    untold: frozenset[str] = frozenset(),
) -> Iterator[KeptGroup]:
    """Yield what is kept of a record in words, without the fields of `untold`."""
    for name, value in told_groups(record, personal=personal).items():
        slot = record.slots[name]
        items = [value] if isinstance(slot, Group) else value
        yield KeptGroup(
            name=name,
            label=wording.group(record.type, name),
            is_single=isinstance(slot, Group),
            items=tuple(_item(slot, one, wording, untold) for one in items),
            is_conflicting=any(one.partition("/")[0] == name for one in record.conflicts),
        )


def _item(slot: Any, value: dict[str, Any], wording: Wording, untold: frozenset[str]) -> KeptItem:
    plain = {name: one for name, one in value.items() if name != "key"}
    said = {name: one for name, one in plain.items() if name not in untold}
    return KeptItem(str(value.get("key", "")), tuple(wording.lines(slot, said)), plain)


def _past(
    workspace: Workspace,
    record: Organization,
    wording: Wording,
    names: Mapping[str, str],
    language: Language,
    *,
    personal: bool,
) -> Iterator[Past]:
    own = {one["hash"]: one for one in told_history(workspace, record, personal=personal)}
    texts = workspace.program.texts
    for one in reversed(whole_history(workspace.read, record).happenings):
        moment = thai_time(wall_ms_of(one.said.wall))
        changes = own.get(one.hash, {}).get("changes", ())
        yield Past(
            kind=one.said.kind,
            hash=one.hash,
            day=moment.date(),
            clock=f"{moment:%H:%M}",
            what=texts.act(one.said.kind).say(language),
            why=one.said.reason or "",
            by=names.get(one.said.officer, EMPTY),
            about=tuple(_about(one, record.id, workspace, language)),
            changes=tuple(
                line for change in changes for line in changed_fields(wording, record, change)
            ),
        )


def _about(
    happening: Happening, subject: RecordId, workspace: Workspace, language: Language
) -> Iterator[str]:
    for one in happening.touched:
        if one.id != subject:
            words = workspace.program.texts.words_or_none("value", f"record.{one.type}")
            label = one.type if words is None else words.say(language)
            yield f"{label} {one.number or one.title}".strip()


def _documents(
    workspace: Workspace, record: Organization, language: Language
) -> Iterator[AskedDocument]:
    lines = checklist_of(record, workspace.program.vocabulary, workspace.today)
    for line in lines:
        yield AskedDocument(
            item=line.term.code,
            label=workspace.program.vocabulary.label(CHECKLIST, line.term.code, language),
            state=ItemState(line.state).value,
            until=line.until,
            required=line.required,
        )


def issued_papers(workspace: Workspace, record: RecordId) -> Iterator[IssuedPaper]:
    """Yield the papers that were issued about a record."""
    for identity in workspace.read.by_identifier(PAPER_OF, record):
        paper = workspace.read.record(identity)
        frozen = paper.frozen if isinstance(paper, Paper) else None
        if frozen is not None:
            yield IssuedPaper(str(identity), frozen.code, frozen.number, frozen.issued)


def _related(workspace: Workspace, kind: str, identity: RecordId) -> tuple[ListRow, ...]:
    listing, day = workspace.read.lists, workspace.today
    keys = listing.keys(Wanted(kind, about=str(identity)), day)
    return tuple(shown_rows(workspace, kind, keys))
