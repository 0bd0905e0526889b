"""A spreadsheet of organisations becomes registrations, or says row by row why not (F:L1).

All rows are one transaction. A dry run does the very same work and rolls it back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cso_registry.domain.batches.acts import OpenImport
from cso_registry.domain.batches.records import MappedColumn
from cso_registry.domain.offices.questions import NumberHolder
from cso_registry.domain.organizations.acts import AmendFromSheet, RegisterOrganization
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.sheet import Problem, RowReader, RowReading, SheetContext
from cso_registry.domain.organizations.sheet_words import SheetWords
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId, OrganizationId, RecordId
from cso_registry.storage.verify import no_progress
from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.reading import read_table
from cso_registry.tables.rejects import Rejected, write_rejects
from cso_registry.tables.rows import SheetRow, Skip, iter_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from cso_registry.domain.record import FieldGroup
    from cso_registry.storage.verify import Progress
    from cso_registry.tables.heading_map import HeadingMap
    from cso_registry.tables.sheet import Notice, RawTable
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.workspace import Workspace

AREA = "organizations"
KEY_COLUMN = "record"
GROUPS = ("names", "address", "contact", "purposes", "resources")
BASIS, EARLIER_BASIS = "PMO-2551", "EARLIER"
BASIS_YEAR = 2008


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decided before an import.

    Attributes:
        sheet: Name of the sheet; the first that holds anything by default.
        headings: Heading to field, as the person decided.
        skips_unknown: Whether columns that are not known may be left out.
        accepts_short_years: Whether a two-digit year was confirmed to be B.E.
        effective: Date of registration for rows that give none.
        dry_run: Whether everything is rolled back at the end.
    """

    sheet: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    skips_unknown: bool = False
    accepts_short_years: bool = False
    effective: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: its number in the sheet, and why."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class ImportResult:
    """What an import did, or would do."""

    batch: BatchId
    table: RawTable
    headings: HeadingMap
    accepted: int = 0
    amended: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what a person should know: of the file, its headings, rows left out."""
        skips = tuple(skip.notice() for skip in self.skipped)
        return (*self.table.notices, *self.headings.notices(), *skips)


class _RollBackError(Exception):
    """Ends a dry run."""


def _roll_back_if(dry_run: bool) -> None:  # noqa: FBT001
    if dry_run:
        raise _RollBackError


def import_columns(program: Program) -> tuple[Column, ...]:
    """Return the columns that a sheet of organisations may have."""
    raw = program.resources.toml(f"imports/{AREA}.toml")["column"]
    return tuple(
        Column(name, tuple(said["headings"]), required=bool(said.get("required")))
        for name, said in raw.items()
    )


def _ignored(program: Program) -> tuple[str, ...]:
    return tuple(program.resources.toml(f"imports/{AREA}.toml")["ignored"])


def sheet_words(program: Program) -> SheetWords:
    """Return the words that offices write for kinds, forms and purposes."""
    raw = program.resources.toml(f"imports/{AREA}.toml")
    return SheetWords(
        vocabulary=program.vocabulary,
        kinds=raw["kinds"],
        forms=raw["forms"],
        purpose_words=raw["purposes"],
        titles=tuple(sorted(raw["titles"]["words"], key=len, reverse=True)),
        blanks=tuple(raw["blanks"]),
    )


def import_organizations(
    workspace: Workspace,
    session: Session,
    file: Path,
    choices: ImportChoices,
    progress: Progress = no_progress,
) -> ImportResult:
    """Import a sheet in one transaction; nothing is recorded when this raises.

    Raises:
        InputError: The file is no table, has no headings, or unknown columns that
            nobody decided about (`import.unknown_columns`).
        KnownError: What the disk said.
        DeniedError: When the officer may not register.
    """
    table = read_table(file, sheet=choices.sheet)
    program = workspace.program
    reasons = program.texts.message("tables.reason_heading")
    headings = find_headings(
        table,
        import_columns(program),
        choices=choices.headings,
        ignored=(reasons.th, reasons.en, *_ignored(program)),
    )
    headings.require_complete()
    if headings.unknown and not choices.skips_unknown:
        raise InputError("import.unknown_columns", columns=", ".join(headings.unknown))
    batch = BatchId(program.means.identities.new())
    result = ImportResult(batch, table, headings)
    context = SheetContext(
        vocabulary=program.vocabulary,
        areas=program.means.areas,
        words=sheet_words(program),
        today=workspace.today,
        accepts_short_years=choices.accepts_short_years,
    )
    try:
        with workspace.performer.performing() as work:
            rows = _Rows(work, session, context, choices, result, program)
            rows.take_all(list(iter_rows(table, headings, result.skipped.append)), progress)
            work.perform(_opening(file, result), session, batch=batch)
            _roll_back_if(choices.dry_run)
    except _RollBackError:
        pass
    return result


def _opening(file: Path, result: ImportResult) -> OpenImport:
    return OpenImport(
        batch=result.batch,
        area=AREA,
        file_name=file.name,
        file_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        mapping=tuple(
            MappedColumn(heading=match.heading, field=name)
            for name, match in result.headings.matches.items()
        ),
        rows=result.accepted + result.amended + result.unchanged + len(result.refused),
        accepted=result.accepted + result.amended,
        rejected=len(result.refused),
        unchanged=result.unchanged,
    )


class _Rows:
    """Takes the rows of one sheet, one after the other, into one run of acts."""

    def __init__(
        self,
        work: Work,
        session: Session,
        context: SheetContext,
        choices: ImportChoices,
        result: ImportResult,
        program: Program,
    ) -> None:
        self._work = work
        self._session = session
        self._reader = RowReader(context)
        self._choices = choices
        self._result = result
        self._program = program
        self._new_id = program.means.identities.new
        self._made: dict[str, int] = {}

    def take_all(self, rows: list[SheetRow], progress: Progress) -> None:
        """Take every row; report each hundredth."""
        for done, row in enumerate(rows, start=1):
            problems = self._take(row)
            if problems:
                self._result.refused.append(RefusedRow(row.number, tuple(problems)))
            if done % 100 == 0:
                progress(done, len(rows))
        progress(len(rows), len(rows))

    def _take(self, row: SheetRow) -> list[Problem]:
        reading = self._reader.read(row.values)
        if reading.problems:
            return reading.problems
        try:
            return self._settle(row, reading)
        except RefusedError as refused:
            return [
                Problem(reason.field or "", f"rule:{reason.key}", reason.params)
                for reason in refused.reasons
            ]
        except ValidationError as error:
            faults = error.errors(include_url=False, include_input=False)
            return [
                Problem(str(one["loc"][-1]), "sheet.not_accepted", {"field": str(one["loc"][-1])})
                for one in faults
            ]
        except DeniedError as denied:
            if denied.key != "act.outside_jurisdiction":
                raise
            return [Problem("province", denied.key, dict(denied.params))]
        except InputError as error:
            return [Problem("", error.key, dict(error.params))]

    def _settle(self, row: SheetRow, reading: RowReading) -> list[Problem]:
        existing = self._existing(row, reading)
        if existing is None:
            return self._register(row, reading)
        if existing.id in self._made:
            return [Problem("", "sheet.same_row_twice", {"row": self._made[existing.id]})]
        self._amend(row, reading, existing)
        return []

    def _existing(self, row: SheetRow, reading: RowReading) -> Organization | None:
        named = row.values.get(KEY_COLUMN)
        found: tuple[RecordId, ...] = ()
        if isinstance(named, str):
            found = (RecordId.read(named.strip()),)
        if not found and reading.number is not None:
            found = self._work.ask(NumberHolder(reading.number))
        if not found:
            found = self._work.ask(IdentifierHolders(_identifiers(reading)))
        record = self._work.record(found[0]) if found else None
        return record if isinstance(record, Organization) else None

    def _register(self, row: SheetRow, reading: RowReading) -> list[Problem]:
        effective = reading.effective or self._choices.effective
        if effective is None:
            return [Problem("registered_on", "sheet.missing", {})]
        if reading.identity is None:
            return [Problem("kind", "sheet.missing", {})]
        identity = OrganizationId(self._new_id())
        act = RegisterOrganization(
            organization=identity,
            identity=reading.identity,
            names=reading.names,
            person=reading.person,
            address=reading.address,
            residence=reading.residence,
            contact=reading.contact,
            purposes=reading.purposes,
            resources=reading.resources,
            identifiers=reading.identifiers,
            posts=reading.posts,
            effective=effective,
            order_number=reading.order_number,
            order_date=reading.order_date,
            legal_basis=BASIS if effective.year >= BASIS_YEAR else EARLIER_BASIS,
            from_paper_book=True,
            paper_number=reading.number,
            reason=self._reason(row),
        )
        self._work.perform(act, self._session, batch=self._result.batch)
        self._made[identity] = row.number
        self._result.accepted += 1
        return []

    def _amend(self, row: SheetRow, reading: RowReading, existing: Organization) -> None:
        merged = {name: _merged(getattr(existing, name), getattr(reading, name)) for name in GROUPS}
        differing = {
            name: value
            for name, value in merged.items()
            if value is not None and value != getattr(existing, name)
        }
        if not differing:
            self._result.unchanged += 1
            return
        act = AmendFromSheet.model_validate(
            {
                "organization": OrganizationId(existing.id),
                "reason": self._reason(row),
                **differing,
            }
        )
        self._work.perform(act, self._session, batch=self._result.batch)
        self._result.amended += 1

    def _reason(self, row: SheetRow) -> str:
        return self._program.texts.text(
            "import.reason", "th", name=self._result.table.name, row=row.number
        )


def _identifiers(reading: RowReading) -> tuple[tuple[str, str], ...]:
    found = [(one.scheme, one.value) for one in reading.identifiers]
    if reading.person is not None and reading.person.citizen_id is not None:
        found.append(("TH-CID", reading.person.citizen_id))
    return tuple(found)


def _merged(old: FieldGroup | None, new: FieldGroup | None) -> FieldGroup | None:
    """Return the old value with what the row gives; a blank never erases."""
    if new is None or old is None:
        return new
    given: dict[str, Any] = {
        name: getattr(new, name) for name in type(new).model_fields if getattr(new, name)
    }
    return old.model_copy(update=given)


def problem_sentence(program: Program, problem: Problem, language: str) -> str:
    """Return why a cell or row was not taken, in words."""
    if problem.key.startswith("rule:"):
        return program.texts.rule(problem.key.removeprefix("rule:")).say(language, **problem.params)
    return program.texts.text(problem.key, language, **problem.params)


def save_rejects(result: ImportResult, target: Path, program: Program, language: str) -> None:
    """Write the refused rows in their original form with the reasons beside them."""
    rejected: Iterable[Rejected] = (
        Rejected(
            row.number,
            tuple(problem_sentence(program, one, language) for one in row.problems),
        )
        for row in result.refused
    )
    heading = program.texts.message("tables.reason_heading").say(language)
    with target.open("wb") as stream:
        write_rejects(stream, result.table, result.headings, rejected, reason_heading=heading)
