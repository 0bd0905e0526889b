"""Sheets as offices keep them, in each kind of file: every row of data comes out, and no other."""

import csv
import io
import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from cso_registry.domain.organizations.sample_sheet import Expect, messy_spreadsheet_rows
from cso_registry.domain.organizations.sample_words import read_sample_words
from cso_registry.host.areas import load_areas
from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.reading import read_table
from cso_registry.tables.rows import iter_rows, value_of

SAMPLES = Path(__file__).parents[2] / "resources/samples"
DATA = {Expect.GOOD, Expect.ASK, Expect.DOUBLE, Expect.REFUSE}
KINDS = ("xlsx", "utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le")


@pytest.fixture(scope="module")
def words():
    names = ("organizations", "people", "spreadsheet")
    raw = {name: tomllib.loads((SAMPLES / f"{name}.toml").read_text("utf-8")) for name in names}
    return read_sample_words(raw)


@pytest.fixture(scope="module")
def areas():
    return load_areas()


def as_xlsx(rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            if row.expect is Expect.TITLE:
                sheet.merge_range(number, 0, number, len(row.cells) - 1, row.cells[0])
                continue
            for at, cell in enumerate(row.cells):
                if isinstance(cell, str):
                    sheet.write_string(number, at, cell)
                elif cell is not None:
                    sheet.write_number(number, at, cell)
    return stream.getvalue()


def as_csv(rows, encoding, delimiter):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(row.cells for row in rows)
    return stream.getvalue().encode(encoding, "replace")


@pytest.mark.parametrize("seed", range(6))
def test_every_row_of_data_and_no_other(words, areas, seed):
    kind = KINDS[seed]
    sheet = messy_spreadsheet_rows(words, areas, seed=seed, rows=120)
    delimiter = ",;\t"[seed % 3]
    data = as_xlsx(sheet.rows) if kind == "xlsx" else as_csv(sheet.rows, kind, delimiter)
    table = read_table(data)
    columns = [Column(name, tuple(known)) for name, known in words.spreadsheet.headings.items()]
    headings = find_headings(table, columns)
    assert all(match.certain for match in headings.matches.values())
    assert {name: match.index for name, match in headings.matches.items()} == {
        name: at for at, name in enumerate(sheet.columns)
    }
    assert (headings.unknown, headings.doubled) == ((), ())
    skips = []
    found = {row.number: row for row in iter_rows(table, headings, skips.append)}
    expected = {n: row for n, row in enumerate(sheet.rows, 1) if row.expect in DATA}
    assert found.keys() == expected.keys()
    skipped = {n for skip in skips for n in range(skip.first, skip.last + 1)}
    last = headings.last_row
    assert skipped == {n for n in range(last + 1, len(sheet.rows) + 1) if n not in expected}
    if kind != "cp874":
        for number, row in expected.items():
            is_sheet = kind == "xlsx"
            original = [
                as_text(value_of(as_kept(cell) if is_sheet else cell)) for cell in row.cells
            ]
            cells = [*found[number].cells, *[None] * len(original)][: len(original)]
            assert [as_text(value_of(cell)) for cell in cells] == original


def as_kept(cell):
    """A number as a spreadsheet keeps it: 5.0 and 5 are the same."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def as_text(value):
    return None if value is None else str(value)
