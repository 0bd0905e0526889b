"""Answers to a survey from a table, such as Kobo and ODK export them, become one tally (F:H5).

Only scores are counted. Columns that are no question of the survey are left out before
anything of them is read, so that no personal datum comes into the registry.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cso_registry.domain.delivery.survey_acts import TallySurvey
from cso_registry.domain.delivery.surveys import QuestionTally
from cso_registry.domain.organizations.sheet import Problem
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import SurveyId
from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.limits import Limits
from cso_registry.tables.reading import opened_file, read_table
from cso_registry.tables.rejects import Rejected, reject_kind, write_rejects
from cso_registry.tables.rows import iter_rows
from cso_registry.thai.searching import search_key
from cso_registry.workspace.delivery.survey_scores import Scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cso_registry.domain.delivery.surveys import Survey, SurveyFile
    from cso_registry.tables.heading_map import HeadingMap
    from cso_registry.tables.rows import Skip
    from cso_registry.tables.sheet import Notice, RawTable
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace

MARK = "mark"
AREA = "imports/survey.toml"


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What a person decided before a table is counted.

    Attributes:
        sheet: Name of the sheet; the first that holds anything by default.
        headings: Heading to question, `q1` being the first.
        answers: Words to scores, besides those that are delivered.
        dry_run: Whether everything is rolled back at the end.
    """

    sheet: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(slots=True)
class Counted:
    """What a table of answers holds.

    Attributes:
        table: The columns that are questions, and no other.
        left_out: Headings of the columns that were not read; `personal` those among them
            that tell of a person.
        tallies: How many gave each score, by question.
        refused: Rows that were not counted, with why.
    """

    table: RawTable
    headings: HeadingMap
    left_out: tuple[str, ...]
    personal: tuple[str, ...]
    respondents: int = 0
    tallies: tuple[QuestionTally, ...] = ()
    refused: list[tuple[int, tuple[Problem, ...]]] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return the kind of file that its refused rows are saved as: `csv` or `xlsx`."""
        return reject_kind(self.table)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what a person should know of the file, its headings, rows left out."""
        skips = tuple(one.notice() for one in self.skipped)
        return (*self.table.notices, *self.headings.notices(), *skips)


@dataclass(frozen=True, slots=True)
class Tried:
    """What counting a table would give.

    Attributes:
        headings: The words above its columns.
        found: The heading of each question that was found, `q1` being the first.
        counted: What it holds, None while a question has no column.
        refused: Why it may not be counted, such as that the same file was counted before.
    """

    headings: tuple[str, ...]
    found: Mapping[str, str]
    counted: Counted | None
    refused: RefusedError | None


class _RollBackError(Exception):
    """Ends a dry run."""


def count_table(
    workspace: Workspace, session: Session, survey: Survey, file: Path, choices: TableChoices
) -> Counted:
    """Count the answers of a table as one tally; nothing is recorded when this raises.

    Raises:
        InputError: The file is no table, lacks a question (`tables.missing_columns`), or
            no row of it can be counted (`survey.nothing_counted`).
        KnownError: What the disk said.
        RefusedError: What the act says, such as that the same file was counted before.
    """
    asked, content = _given(survey, file)
    counted = read_answers(workspace.program, asked, content, file.name, choices)
    if not counted.respondents:
        raise InputError("survey.nothing_counted", rows=len(counted.refused))
    act = _tally(workspace, survey, counted, content, file.name)
    with suppress(_RollBackError), workspace.performer.performing() as work:
        work.perform(act, session)
        if choices.dry_run:
            raise _RollBackError
    return counted


def try_table(
    workspace: Workspace, session: Session, survey: Survey, file: Path, choices: TableChoices
) -> Tried:
    """Return what counting a table would give; nothing is written.

    Raises:
        InputError: The file is no table.
        KnownError: What the disk said.
    """
    asked, content = _given(survey, file)
    whole, headings = _understood(workspace.program, asked, content, file.name, choices)
    found = {name: one.heading for name, one in headings.matches.items() if name != MARK}
    above = tuple(one for one in headings.headings if one)
    if headings.missing:
        return Tried(above, found, None, None)
    counted = _count(workspace.program, asked, whole, headings, choices)
    refused: RefusedError | None = None
    if counted.respondents:
        try:
            workspace.judge(_tally(workspace, survey, counted, content, file.name), session)
        except RefusedError as error:
            refused = error
    return Tried(above, found, counted, refused)


def _given(survey: Survey, file: Path) -> tuple[SurveyFile, bytes]:
    if survey.file is None:
        raise InputError("survey.unknown", named=survey.id)
    with opened_file(file, Limits()) as (stream, _):
        return survey.file, stream.read()


def _tally(
    workspace: Workspace, survey: Survey, counted: Counted, content: bytes, name: str
) -> TallySurvey:
    if survey.file is None:
        raise InputError("survey.unknown", named=survey.id)
    return TallySurvey(
        survey=SurveyId(survey.id),
        agreement=survey.file.agreement,
        tallied=workspace.today,
        respondents=counted.respondents,
        tallies=counted.tallies,
        kept_as=name,
        file_sha256=sha256(content).hexdigest(),
    )


def read_answers(
    program: Program, asked: SurveyFile, content: bytes, name: str, choices: TableChoices
) -> Counted:
    """Return what a table says to the questions of a survey, row by row checked.

    Raises:
        InputError: As `count_table`.
    """
    whole, headings = _understood(program, asked, content, name, choices)
    headings.require_complete()
    return _count(program, asked, whole, headings, choices)


def _understood(
    program: Program, asked: SurveyFile, content: bytes, name: str, choices: TableChoices
) -> tuple[RawTable, HeadingMap]:
    whole = read_table(content, name=name, sheet=choices.sheet)
    columns = _columns(asked, program.resources.toml(AREA)["mark"])
    return whole, _headings(program, whole, columns, choices)


def _count(
    program: Program,
    asked: SurveyFile,
    whole: RawTable,
    headings: HeadingMap,
    choices: TableChoices,
) -> Counted:
    said = program.resources.toml(AREA)
    columns = _columns(asked, said["mark"])
    counted = _questions_only(program, whole, headings, columns, choices)
    scores = Scores(asked.highest, said, choices.answers)
    given = [[0] * asked.highest for _ in asked.asked_questions]
    marks: dict[str, int] = {}
    for row in iter_rows(counted.table, counted.headings, counted.skipped.append):
        found, problems = scores.of_row(row.values, len(given))
        mark = str(row.values.get(MARK) or "")
        if mark and mark in marks:
            problems.append(Problem("", "survey.sent_twice", {"row": marks[mark]}))
        if problems:
            counted.refused.append((row.number, tuple(problems)))
            continue
        marks[mark] = row.number
        counted.respondents += 1
        for question, score in found.items():
            given[question - 1][score - 1] += 1
    counted.tallies = tuple(
        QuestionTally(question=nth, given_scores=tuple(scores))
        for nth, scores in enumerate(given, start=1)
    )
    return counted


def _columns(asked: SurveyFile, marks: Sequence[str]) -> tuple[Column, ...]:
    questions = tuple(
        Column(f"q{nth}", (text, f"q{nth}", f"ข้อ {nth}", f"คำถามที่ {nth}"), required=True)
        for nth, text in enumerate(asked.asked_questions, start=1)
    )
    return (*questions, Column(MARK, tuple(marks)))


def _headings(
    program: Program, whole: RawTable, columns: tuple[Column, ...], choices: TableChoices
) -> HeadingMap:
    reasons = program.texts.message("tables.reason_heading")
    chosen = _within_groups(whole, columns) | dict(choices.headings)
    return find_headings(whole, columns, choices=chosen, ignored=(reasons.th, reasons.en))


def _questions_only(
    program: Program,
    whole: RawTable,
    headings: HeadingMap,
    columns: tuple[Column, ...],
    choices: TableChoices,
) -> Counted:
    """Find the questions, and drop every other column before it is looked at."""
    kept = sorted(match.index for match in headings.matches.values())
    rows = [
        row._replace(cells=tuple(row.cells[at] if at < len(row.cells) else None for at in kept))
        for row in whole.rows
        if row.number >= headings.first_row
    ]
    left_out = tuple(
        heading for at, heading in enumerate(headings.headings) if heading and at not in kept
    )
    words = [search_key(word) for word in program.resources.toml(AREA)["personal"]]
    narrow = replace(whole, rows=rows)
    return Counted(
        table=narrow,
        headings=_headings(program, narrow, columns, choices),
        left_out=left_out,
        personal=tuple(one for one in left_out if any(word in search_key(one) for word in words)),
    )


def _within_groups(whole: RawTable, columns: tuple[Column, ...]) -> dict[str, str]:
    """Return headings such as `part_1/q2`, whose last part is the question itself."""
    known = {search_key(word): one.name for one in columns for word in one.headings}
    first = whole.rows[0].cells if whole.rows else ()
    parts = ((cell, cell.rsplit("/", 1)[-1]) for cell in first if isinstance(cell, str))
    return {
        cell: known[search_key(last)]
        for cell, last in parts
        if last != cell and search_key(cell) not in known and search_key(last) in known
    }


def told(program: Program, problem: Problem, headings: HeadingMap, language: str) -> str:
    """Return why a row was not counted, with the words above the column it stands in."""
    sentence = program.texts.text(problem.key, language, **problem.params)
    match = headings.matches.get(problem.column)
    return sentence if match is None else f"{match.heading}: {sentence}"


def save_refused(counted: Counted, target: Path, program: Program, language: str) -> None:
    """Write the rows that were not counted with the reasons beside them, questions only."""
    rows = (
        Rejected(number, tuple(told(program, one, counted.headings, language) for one in problems))
        for number, problems in counted.refused
    )
    heading = program.texts.message("tables.reason_heading").say(language)
    with target.open("wb") as stream:
        write_rejects(stream, counted.table, counted.headings, rows, reason_heading=heading)
