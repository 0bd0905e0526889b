"""No table that leaves the registry holds a cell that a spreadsheet would run (Q:R15).

Every module that writes a table is named here with a way to make its table of hostile
text; one that is not named fails the first test.
"""

from __future__ import annotations

import csv
import io
import re

import pytest

from cso_registry.domain.delivery.surveys import SurveyFile
from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.ids import RecordId
from cso_registry.tables.formula_guard import is_dangerous
from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.rejects import Rejected, write_rejects
from cso_registry.tables.sheet import RawRow, RawTable
from cso_registry.workspace.data_subject import HeldAbout, HeldPart
from cso_registry.workspace.delivery.survey_table import (
    TableChoices,
    read_answers,
    save_refused,
)
from cso_registry.workspace.exporting import export_organizations
from cso_registry.workspace.held_files import write_held
from cso_registry.workspace.shown_list import export_list
from cso_registry.workspace.supervision.writing_out import write_table
from tests.architecture.sources import ROOT
from tests.hostile.test_text_in_every_field import HOSTILE
from tests.support.desk import WHY, add_subjects, delivered, new_desk
from tests.tables.test_writing_tables import formula_cells

FORMULAS = ("=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", " =1", "＝1+1", "=cmd|'/C calc'!A0", "'=1")
TEXTS = (*FORMULAS, *(text for name, text in HOSTILE.items() if name != "long"))
KINDS = (".csv", ".xlsx")
WRITER = re.compile(
    r"^(?:from|import) .*\b(?:write_csv|write_xlsx|write_rejects|xlsxwriter|openpyxl)\b"
    r"|\bcsv\.(?:writer|DictWriter)\b|^from csv import",
    re.MULTILINE,
)


def of_the_register(target, folder):
    """The register itself: a web site may be anything, a number begins with +, an address with =."""
    with new_desk(folder / "registry", province=None) as desk:
        for subject, text in zip(add_subjects(desk, 3), FORMULAS, strict=False):
            contact = Contact(phone="+66 2 000 0000", email="=1+1@example.org", website=text)
            act = ChangeContact(organization=subject, contact=contact, reason=WHY)
            desk.workspace.perform(act, desk.session)
        export_organizations(desk.workspace, desk.session, target, province=None, language="th")


def of_refused_rows(target, _):
    """Rows as they came, with hostile headings and reasons."""
    heads = RawRow(1, ("ชื่อ", *FORMULAS))
    rows = tuple(RawRow(at, (text, *FORMULAS)) for at, text in enumerate(TEXTS, 2))
    table = RawTable(
        name="hostile", kind=target.suffix[1:], sheet="s", sheets=("s",), encoding=None,
        delimiter=None, rows=(heads, *rows), notices=(),
    )  # fmt: skip
    found = find_headings(table, [Column("name", ("ชื่อ",))])
    refused = [Rejected(row.number, FORMULAS) for row in rows]
    with target.open("wb") as stream:
        write_rejects(stream, table, found, refused, reason_heading="=1+1")


def of_a_list_on_the_screen(target, _):
    """What a list shows, hostile in every cell, in its headings and the name of the sheet."""
    columns = [(text, 80, lambda one: one) for text in FORMULAS[:3]]
    assert export_list(target, "=1+1", columns, iter(TEXTS), language="th") == len(TEXTS)


def of_what_is_held_about_a_person(target, folder):
    """What was recorded of a person, hostile in every word, and what was asked for."""
    with new_desk(folder / "registry", province=None) as desk:
        parts = tuple(
            HeldPart(
                record=RecordId(desk.session.officer), record_type="officer", title=text,
                group="person", label=text, is_current=True, day=desk.workspace.today, by=text,
                values=((text, text), ("=1+1", text)), purpose=text, basis=text,
            )
            for text in FORMULAS
        )  # fmt: skip
        held = HeldAbout(asked="=1+1", parts=parts)
        _, sheet = write_held(desk.workspace, held, folder / "given", "th")
    target.write_bytes(sheet.read_bytes())


def of_answers_that_were_not_counted(target, _):
    """A table of users' answers that cannot be counted, hostile in its answers and marks."""
    asked = SurveyFile.model_construct(highest=5, asked_questions=("ข้อแรก", "ข้อสอง"))
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    writer.writerow(["=1+1", "ข้อสอง", "_uuid"])
    writer.writerows([text, text, f"={at}"] for at, text in enumerate(FORMULAS))
    program, choices = delivered(), TableChoices(headings={"=1+1": "q1"})
    counted = read_answers(program, asked, rows.getvalue().encode(), "answers.csv", choices)
    assert len(counted.refused) > 5
    save_refused(counted, target, program, "th")


def of_supervision(target, _):
    """Lines of supervision, hostile in every cell, in their headings and the name of the sheet."""
    write_table(target, "=1+1", list(FORMULAS[:3]), [(one, one, one) for one in TEXTS], "th")


WAYS = {
    "cso_registry/workspace/held_files.py": of_what_is_held_about_a_person,
    "cso_registry/workspace/exporting.py": of_the_register,
    "cso_registry/workspace/importing.py": of_refused_rows,
    "cso_registry/workspace/shown_list.py": of_a_list_on_the_screen,
    "cso_registry/workspace/delivery/survey_table.py": of_answers_that_were_not_counted,
    "cso_registry/workspace/supervision/writing_out.py": of_supervision,
}


ONLY = {
    "cso_registry/workspace/held_files.py": ".xlsx",
    "cso_registry/workspace/delivery/survey_table.py": ".csv",
}
"""Those that write one kind alone: what is handed over, and rows that come back as they came."""


def dangerous_cells(target) -> int:
    """Count the cells of a file that would be run."""
    if target.suffix == ".xlsx":
        return formula_cells(target.read_bytes())
    with target.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) > 10
    # An apostrophe keeps a spreadsheet from running what follows it.
    return sum(is_dangerous(cell) and not cell.startswith("'") for cell in cells)


def test_every_module_that_writes_a_table_has_a_way_here():
    folders = ("cso_registry/cli", "cso_registry/workspace", "cso_registry/documents", "ui")
    writers = {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if WRITER.search(path.read_text(encoding="utf-8"))
    }
    assert writers == set(WAYS)


@pytest.mark.parametrize(
    ("module", "kind"),
    [(one, kind) for one in sorted(WAYS) for kind in KINDS if ONLY.get(one, kind) == kind],
)
def test_no_cell_is_run(module, kind, tmp_path):
    target = tmp_path / f"out{kind}"
    WAYS[module](target, tmp_path)
    assert target.stat().st_size > 100
    assert dangerous_cells(target) == 0


def test_the_count_sees_what_would_be_run(tmp_path):
    """Negative control."""
    plain = tmp_path / "plain.csv"
    with plain.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[text] for text in FORMULAS] + [["ก"]] * 9)
    assert dangerous_cells(plain) == len(FORMULAS) - 1
