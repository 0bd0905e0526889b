"""A spreadsheet of organisations becomes registrations, or says row by row why not (F:L1).

All rows are one transaction. A dry run does the very same work and rolls it back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import ValidationError

from cso_registry.domain.batches.acts import OpenImport
from cso_registry.domain.batches.records import MappedColumn
from cso_registry.domain.offices.questions import NumberHolder
from cso_registry.domain.organizations.acts import AmendFromSheet, RegisterOrganization
from cso_registry.domain.organizations.questions import IdentifierHolders
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.organizations.sheet import Problem, SheetContext
from cso_registry.domain.organizations.sheet_words import SheetWords
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.rule import RefusedError
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import BatchId, OrganizationId, RecordId
from cso_registry.storage.verify import no_progress
from cso_registry.tables.headings import Column
from cso_registry.tables.rejects import Rejected, write_rejects
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.made_records import MadeRecords
from cso_registry.workspace.row_wire import GROUPS
from cso_registry.workspace.sheet_child import preface
from cso_registry.workspace.sheet_rows import Sheet, opened_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cso_registry.domain.record import FieldGroup
    from cso_registry.storage.verify import Progress
    from cso_registry.tables.heading_map import HeadingMap
    from cso_registry.tables.rows import Skip
    from cso_registry.tables.sheet import Notice, RawRow, RawTable
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session, Work
    from cso_registry.workspace.row_wire import ReadRow
    from cso_registry.workspace.sheet_rows import OpenSheet
    from cso_registry.workspace.workspace import Workspace

AREA = "organizations"
NOT_ACCEPTED = "sheet.not_accepted"
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
        allows_doubles: Whether rows are taken whose name, kind and province are registered.
        dry_run: Whether everything is rolled back at the end.
    """

    sheet: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    skips_unknown: bool = False
    accepts_short_years: bool = False
    effective: date | None = None
    allows_doubles: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: its number in the sheet, and why."""

    number: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class ImportResult:
    """What an import did, or would do; of the table it keeps the rows that were refused."""

    batch: BatchId
    table: RawTable
    headings: HeadingMap
    accepted: int = 0
    amended: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    made: MadeRecords = field(default_factory=MadeRecords)

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
    program = workspace.program
    with opened_sheet(_asked(workspace, file, choices)) as sheet:
        sheet.headings.require_complete()
        unknown = sheet.headings.unknown
        if unknown and not choices.skips_unknown:
            raise InputError("import.unknown_columns", columns=", ".join(unknown))
        batch = BatchId(program.means.identities.new())
        result = ImportResult(batch, sheet.table, sheet.headings)
        with suppress(_RollBackError), workspace.performer.performing() as work:
            rows = _Rows(work, session, choices, result, program)
            rows.take_all(sheet, progress)
            work.perform(_opening(sheet.sha256(), result), session, batch=batch)
            _roll_back_if(choices.dry_run)
    result.table = replace(sheet.table, rows=rows.originals, notices=sheet.notices)
    result.skipped = sheet.skipped
    return result


def _asked(workspace: Workspace, file: Path, choices: ImportChoices) -> Sheet:
    program = workspace.program
    reasons = program.texts.message("tables.reason_heading")
    context = SheetContext(
        vocabulary=program.vocabulary,
        areas=program.means.areas,
        words=sheet_words(program),
        today=workspace.today,
        accepts_short_years=choices.accepts_short_years,
    )
    columns = import_columns(program)
    ignored = (reasons.th, reasons.en, *_ignored(program))
    return Sheet(file, choices.sheet, preface(context, columns, choices.headings, ignored), columns)


def _opening(file_sha256: str, result: ImportResult) -> OpenImport:
    return OpenImport(
        batch=result.batch,
        area=AREA,
        file_name=result.table.name,
        file_sha256=file_sha256,
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
        choices: ImportChoices,
        result: ImportResult,
        program: Program,
    ) -> None:
        self._work = work
        self._session = session
        self._choices = choices
        self._result = result
        self._new_id = program.means.identities.new
        self._reason = _reasons(program, result.table.name)
        self.originals: list[RawRow] = []

    def take_all(self, sheet: OpenSheet, progress: Progress) -> None:
        """Take every row; report each hundredth."""
        done = 0
        for done, row in enumerate(sheet.rows(), start=1):
            problems = row.problems or self._take(row)
            if problems:
                self._result.refused.append(RefusedRow(row.number, tuple(problems)))
                self.originals.append(row.original())
            if done % 100 == 0:
                progress(done, max(done, sheet.height))
        progress(done, done)

    def _take(self, row: ReadRow) -> Sequence[Problem]:
        try:
            return self._settle(row)
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

    def _settle(self, row: ReadRow) -> Sequence[Problem]:
        existing = self._existing(row)
        if existing is None:
            return self._double(row) or self._register(row)
        before = self._result.made.row_of(existing.id)
        if before is not None:
            return [Problem("", "sheet.same_row_twice", {"row": before})]
        self._amend(row, existing)
        return ()

    def _existing(self, row: ReadRow) -> Organization | None:
        found: tuple[RecordId, ...] = ()
        if row.record is not None:
            found = (RecordId.read(row.record),)
        if not found and row.paper_number is not None:
            found = self._work.ask(NumberHolder(row.paper_number))
        if not found and row.identifiers:
            found = self._work.ask(IdentifierHolders(row.identifiers))
        record = self._work.record(found[0]) if found else None
        return record if isinstance(record, Organization) else None

    def _double(self, row: ReadRow) -> Sequence[Problem]:
        """Return why a new row is probably known: by the register, or by a row before it."""
        if row.same_name is None or self._choices.allows_doubles:
            return ()
        found = self._work.ask(row.same_name)
        if not found:
            return ()
        before = self._result.made.row_of(found[0])
        if before is not None:
            return [Problem("name_th", "import.probably_same_row", {"row": before})]
        other = self._work.record(found[0])
        number = other.register_number if isinstance(other, Organization) else None
        return [Problem("name_th", "import.probably_known", {"other": number or str(found[0])})]

    def _register(self, row: ReadRow) -> Sequence[Problem]:
        effective = row.effective or self._choices.effective
        if effective is None:
            return [Problem("registered_on", "sheet.missing", {})]
        identity = OrganizationId(self._new_id())
        ours = {
            "organization": identity,
            "effective": effective.isoformat(),
            "legal_basis": BASIS if effective.year >= BASIS_YEAR else EARLIER_BASIS,
            "from_paper_book": True,
            "reason": self._reason(row.number),
        }
        act = RegisterOrganization.model_validate_json(_joined(ours, row.body))
        self._work.perform(act, self._session, batch=self._result.batch)
        self._result.made.add(identity, row.number)
        self._result.accepted += 1
        return ()

    def _amend(self, row: ReadRow, existing: Organization) -> None:
        given = {name: said for name, said in orjson.loads(row.body).items() if name in GROUPS}
        ours = {"organization": existing.id, "reason": self._reason(row.number)}
        said = AmendFromSheet.model_validate_json(orjson.dumps({**ours, **given}))
        merged = {name: _merged(getattr(existing, name), getattr(said, name)) for name in GROUPS}
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
                "reason": said.reason,
                **differing,
            }
        )
        self._work.perform(act, self._session, batch=self._result.batch)
        self._result.amended += 1


def _joined(ours: Mapping[str, Any], body: str) -> bytes:
    """Return one JSON object of what the row says and what we say; ours holds."""
    said, given = orjson.dumps(ours), body.encode()
    return said if given == b"{}" else given[:-1] + b"," + said[1:]


def _reasons(program: Program, name: str) -> Callable[[int], str]:
    """Return what says why a row is recorded; the sentence is looked up once."""
    mark = "\N{REPLACEMENT CHARACTER}row\N{REPLACEMENT CHARACTER}"
    before, _, after = program.texts.text("import.reason", "th", name=name, row=mark).rpartition(
        mark
    )
    return lambda row: f"{before}{row}{after}"


def _merged(old: FieldGroup | None, new: FieldGroup | None) -> FieldGroup | None:
    """Return the old value with what the row gives; a blank never erases.

    A sheet comes back with Arabic digits; a text that differs in nothing else stays as it was.
    """
    if new is None or old is None:
        return new
    given: dict[str, Any] = {
        name: getattr(new, name)
        for name in type(new).model_fields
        if getattr(new, name) and _folded(getattr(new, name)) != _folded(getattr(old, name))
    }
    return old.model_copy(update=given)


def _folded(value: object) -> object:
    return to_arabic_digits(value) if isinstance(value, str) else value


def column_words(program: Program, language: str) -> dict[str, str]:
    """Return what people call each column that a sheet may have."""
    thai = language != "en"
    return {
        column.name: next(
            (one for one in column.headings if one.isascii() is not thai), column.name
        )
        for column in import_columns(program)
    }


def told_problem(program: Program, problem: Problem, headings: HeadingMap, language: str) -> str:
    """Return why a row was not taken, with the words above the column it stands in."""
    sentence = problem_sentence(program, problem, language)
    if not problem.column:
        return sentence
    match = headings.matches.get(problem.column)
    words = column_words(program, language).get(problem.column)
    name = words if match is None else match.heading
    return sentence if name is None else f"{name}: {sentence}"


def problem_sentence(program: Program, problem: Problem, language: str) -> str:
    """Return why a cell or row was not taken, in words."""
    if problem.key.startswith("rule:"):
        return program.texts.refusal(problem.key.removeprefix("rule:"), language, problem.params)
    params = dict(problem.params)
    if problem.key == NOT_ACCEPTED:
        params["field"] = _label(program, str(params["field"]), language)
    return program.texts.text(problem.key, language, **params)


def _label(program: Program, field: str, language: str) -> str:
    try:
        return program.texts.field("", field).say(language)
    except MissingTextError:
        return field


def save_rejects(result: ImportResult, target: Path, program: Program, language: str) -> None:
    """Write the refused rows in their original form with the reasons beside them."""
    rejected: Iterable[Rejected] = (
        Rejected(
            row.number,
            tuple(told_problem(program, one, result.headings, language) for one in row.problems),
        )
        for row in result.refused
    )
    heading = program.texts.message("tables.reason_heading").say(language)
    with target.open("wb") as stream:
        write_rejects(stream, result.table, result.headings, rejected, reason_heading=heading)
