"""The open registry: one writer, and transactions that are all or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.erasure import Erasure
from cso_registry.domain.facts import A, Actor, Facts, Question, Setting
from cso_registry.domain.permission import refuse_unless_permitted
from cso_registry.domain.record import is_erased
from cso_registry.journal.compose import Drafted, Placed, Randomness, Signature, compose
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import ActId, IdentitySource, RecordId
from cso_registry.storage import desk
from cso_registry.storage.answers import Answers
from cso_registry.storage.erasing import erase
from cso_registry.storage.errors import told
from cso_registry.storage.former_homes import heads_left_in
from cso_registry.storage.head_note import head_of
from cso_registry.storage.journal import JournalTable
from cso_registry.storage.projector import Effect, Kept, Projector, homes_of
from cso_registry.storage.seeing import Seeing, write_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Change, Group, Items, Record
    from cso_registry.journal.moment import LastEntry, Moment
    from cso_registry.storage.connection import Connection
    from cso_registry.storage.head_note import Head, HeadNote

BLOCK = 1_000
T = TypeVar("T")


@dataclass(slots=True)
class ChangeSet:
    """What a write changed; each open screen decides alone whether to refresh."""

    act: ActId
    kind: str
    records: dict[str, str] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Office:
    """The office at whose desk this happens, as every act of a transaction sees it."""

    replica: str
    setting: Setting
    identities: IdentitySource
    random: Randomness


class Transaction:
    """A unit of work: everything done in it is committed together or not at all."""

    def __init__(self, connection: Connection, records: Mapping[str, type[Record]]) -> None:
        self._connection = connection
        self._journal = JournalTable(connection)
        self._projector = Projector(connection, records, self._journal.rows)
        self._answers = Answers(connection, self._projector)
        self._seeing = Seeing(connection)
        self._since_flush = 0
        self._rights_of: dict[str, tuple[str, ...]] = {}

    def record(self, identity: RecordId) -> Record | None:
        """Return a record as this transaction sees it."""
        kept = self._projector.fetch(identity.to_bytes())
        return None if kept is None else self._projector.view(kept)

    def ask(self, question: Question[A]) -> A:
        """Return the answer to a question about a set, as this transaction sees it."""
        answer: A = self._answers.answer(question)
        return answer

    def last_entry(self, replica: str) -> LastEntry:
        """Return the last entry of a replica, for the clock."""
        last = self._journal.last_of(replica)
        seen = desk.observed_time(self._connection)
        return replace(last, time=max(last.time, seen)) if last.wall_ms else last

    def perform(
        self,
        act: Act,
        actor: Actor,
        office: Office,
        moment: Moment,
        *,
        batch: str | None = None,
    ) -> ChangeSet:
        """Decide one act on its facts and write its entries.

        Raises:
            RefusedError: With every reason, when rules refuse it.
            DeniedError: When the officer has no right to it.
            InputError: `record.unknown`, when it names a record that is not held;
                `record.exists`, when it would make one that is.
        """
        refuse_unless_permitted(type(act), actor, ())
        facts = self._facts(act, actor, office)
        # Who may not do it is told nothing of what the rules would say.
        refuse_unless_permitted(type(act), actor, {act.scope(facts)})
        act.refuse_unless_allowed(facts)
        placed = self._place(act, act.changes(facts), facts)
        refuse_unless_permitted(type(act), actor, {one.scope for one in placed})
        signature = Signature(
            office.replica, moment, self._rights(actor), self._relied(act, facts), batch
        )
        drafted = compose(
            act,
            facts,
            placed,
            signature,
            link=lambda scope: self._journal.link(self._journal.stream(office.replica, scope)),
            random=office.random,
            seen=lambda scope: self._seeing.come(
                office.replica, self._journal.stream(office.replica, scope)
            ),
        )
        done = self._write(act, facts, signature, drafted)
        self._erase(placed)
        return done

    def judge(self, act: Act, actor: Actor, office: Office) -> None:
        """Decide one act as `perform` would, and write nothing.

        Raises:
            RefusedError: With every reason, when rules refuse it.
            DeniedError: When the officer has no right to it.
            InputError: As `perform`.
        """
        refuse_unless_permitted(type(act), actor, ())
        facts = self._facts(act, actor, office)
        refuse_unless_permitted(type(act), actor, {act.scope(facts)})
        act.refuse_unless_allowed(facts)
        placed = self._place(act, act.changes(facts), facts)
        refuse_unless_permitted(type(act), actor, {one.scope for one in placed})

    @property
    def head(self) -> Head | None:
        """Return the last entry written in this transaction, None when it wrote none."""
        return self._journal.head

    def flush(self) -> None:
        """Write everything held in memory."""
        self._journal.flush()
        self._projector.flush()
        self._answers.ask_anew()
        self._since_flush = 0

    def forget(self) -> None:
        """Drop everything held in memory."""
        self._journal.forget()
        self._projector.forget()
        self._answers.forget()
        self._seeing.forget()
        self._rights_of.clear()
        self._since_flush = 0

    def _facts(self, act: Act, actor: Actor, office: Office) -> Facts:
        records: dict[str, Record | None] = {}
        for name, (kind, identity) in act.named_records().items():
            found = self.record(identity)
            self._require_readable(identity)
            if found is None or not isinstance(found, kind):
                raise InputError("record.unknown", field=name, id=identity)
            records[name] = found
        questions = act.questions(office.setting)
        return Facts(
            act_id=ActId(office.identities.new()),
            actor=actor,
            setting=office.setting,
            identities=office.identities,
            records=records,
            answers={name: self._answers.answer(asked) for name, asked in questions.items()},
        )

    def _erase(self, placed: list[Placed]) -> None:
        erasures = [one.change for one in placed if isinstance(one.change.value, Erasure)]
        if not erasures:
            return
        self.flush()
        for change in erasures:
            if isinstance(change.value, Erasure):
                groups = frozenset(change.value.groups)
                erase(self._connection, self._projector, change.record.to_bytes(), groups)
        self.flush()

    def _require_readable(self, identity: RecordId) -> None:
        raw = identity.to_bytes()
        if self._connection.one("SELECT 1 FROM unread WHERE record = ?", (raw,)):
            raise InputError("record.needs_newer_program", id=identity)

    def _place(self, act: Act, changes: tuple[Change, ...], facts: Facts) -> list[Placed]:
        placed = []
        known: dict[str, Kept | None] = {}
        left: dict[tuple[bytes, str], dict[str, set[str]]] = {}
        beginning: str | None = None
        for change in changes:
            record = change.record
            kept = known[record] if record in known else self._fetch(act, known, record)
            _require_declared(act, change, is_new=kept is None)
            if kept is None:
                beginning = act.scope(facts) if beginning is None else beginning
                placed.append(Placed(change, beginning, ()))
            else:
                home = change.scope or kept.scope
                placed.append(Placed(change, home, self._parents(kept, change, left)))
        return placed

    def _parents(
        self, kept: Kept, change: Change, left: dict[tuple[bytes, str], dict[str, set[str]]]
    ) -> tuple[str, ...]:
        """Return what a change replaces: the heads, and those left in a home it comes back to."""
        heads = tuple(head.hex() for head in self._projector.heads(kept, change.group))
        if change.scope is None or change.scope == kept.scope:
            return heads
        if change.scope not in homes_of(kept):
            return heads
        name = (kept.id, change.scope)
        if name not in left:
            self.flush()
            left[name] = heads_left_in(self._connection, *name)
        return (*heads, *sorted(left[name].get(change.group, set()).difference(heads)))

    def _fetch(self, act: Act, known: dict[str, Kept | None], record: RecordId) -> Kept | None:
        known[record] = kept = self._projector.fetch(record.to_bytes())
        if kept is not None:
            _refuse_to_make_again(act, record)
        return kept

    def _rights(self, actor: Actor) -> tuple[str, ...]:
        officer = actor.acting_for or actor.officer
        known = self._rights_of.get(officer)
        if known is None:
            known = self._rights_of[officer] = self._heads_of(officer, "rights/")
        return known

    def _relied(self, act: Act, facts: Facts) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        return tuple(
            (record.id, slot.name, self._heads_of(record.id, _start(slot)))
            for slot in act.relies_on
            for record in act.relied_records(facts)
            if record is not None and record.type == slot.record_type
        )

    def _heads_of(self, identity: RecordId, start: str) -> tuple[str, ...]:
        kept = self._projector.fetch(identity.to_bytes())
        if kept is None:
            return ()
        groups = (group for group in kept.groups if f"{group}/".startswith(start))
        return tuple(
            sorted({head.hex() for group in groups for head in self._projector.heads(kept, group)})
        )

    def _write(
        self, act: Act, facts: Facts, signature: Signature, drafted: tuple[Drafted, ...]
    ) -> ChangeSet:
        done = ChangeSet(facts.act_id, act.kind)
        for draft in drafted:
            stream = self._journal.stream(signature.replica, draft.scope)
            entry = self._journal.append(
                stream,
                draft,
                act=facts.act_id,
                kind=act.kind,
                officer=facts.actor.officer,
                time=str(signature.moment.time),
                batch=signature.batch,
            )
            self._projector.apply(entry, bytes.fromhex(draft.hash), draft.scope, _effects(draft))
            done.entries.append(entry)
            if draft.seen:
                write_seen(self._connection, stream, draft.seq, draft.seen)
            for one in draft.changes:
                done.records[one.change.record] = one.change.record_type
                self._rights_of.pop(one.change.record, None)
            self._since_flush += 1
            if self._since_flush >= BLOCK:
                self.flush()
        return done


def _require_declared(act: Act, change: Change, *, is_new: bool) -> None:
    """Refuse to write what no other office would fold."""
    if not act.may_write(change.record_type, change.group):
        raise LookupError(act.kind, change.record_type, change.group)
    if is_new and not act.may_make(change.record_type):
        raise LookupError(act.kind, change.record_type)


def _refuse_to_make_again(act: Act, record: RecordId) -> None:
    """Refuse an act whose field names a record that is there, but that it did not read."""
    if act.changes_any_record or any(
        identity == record for _, identity in act.named_records().values()
    ):
        return
    for name, value in act:
        if value == record:
            raise InputError("record.exists", field=name, id=record)


def _start(slot: Group[Any] | Items[Any]) -> str:
    return f"{slot.name}/"


def _effects(draft: Drafted) -> Iterator[Effect]:
    raw: dict[str, bytes] = {}
    for change, parents, plain in draft.changes:
        record = raw.get(change.record) or raw.setdefault(change.record, change.record.to_bytes())
        replaced = tuple(map(bytes.fromhex, parents)) if parents else ()
        gone = is_erased(change.value)
        yield Effect(change.record_type, record, change.group, replaced, plain, change.value, gone)


class Store:
    """The writing side of an open registry; belongs to one thread."""

    def __init__(
        self,
        connection: Connection,
        records: Mapping[str, type[Record]] = RECORDS,
        note: HeadNote | None = None,
    ) -> None:
        self._connection = connection
        self._transaction = Transaction(connection, records)
        self._note = note

    @contextmanager
    def judging(self) -> Iterator[Transaction]:
        """Give a transaction in which acts are judged and nothing is written."""
        with told():
            try:
                yield self._transaction
            finally:
                self._transaction.forget()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Give a transaction that is committed when the block ends without an error.

        Raises:
            KnownError: What the disk said; then nothing was changed.
        """
        transaction = self._transaction
        with told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield transaction
                transaction.flush()
                self._connection.execute("COMMIT")
                if self._note is not None and transaction.head is not None:
                    self._note.put(transaction.head)
            except BaseException:
                self._roll_back()
                raise
            finally:
                transaction.forget()

    def take_in(self, work: Callable[[Connection], T]) -> T:
        """Run `work`, which brings entries from elsewhere, in a transaction of its own.

        Raises:
            KnownError: What the disk said, or `work`; then nothing was changed.
        """
        with told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                done = work(self._connection)
                self._connection.execute("COMMIT")
                if self._note is not None:
                    self._note.put(head_of(self._connection))
            except BaseException:
                self._roll_back()
                raise
        return done

    def run(self, work: Callable[[Connection], None]) -> None:
        """Run `work` on tables kept at this desk only, in a transaction of its own."""
        with told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                work(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def bring_in_log(self) -> None:
        """Bring everything from the write-ahead log into the file and empty the log."""
        with told():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def within(self, work: Callable[[Connection], None]) -> None:
        """Run `work` on tables kept at this desk only, in the transaction now open."""
        if not self._connection.raw.in_transaction:
            raise RuntimeError
        work(self._connection)

    def _roll_back(self) -> None:
        # A full disk has rolled back already; a second ROLLBACK would hide its sentence.
        if self._connection.raw.in_transaction:
            self._connection.execute("ROLLBACK")
