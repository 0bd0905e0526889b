"""Messy spreadsheets: every row says truly what should become of it."""

import re
from datetime import date

import pytest

from cso_registry.domain.organizations.sample_sheet import (
    Expect,
    Fault,
    MessySheet,
    messy_spreadsheet_rows,
)
from cso_registry.kernel.errors import InputError
from cso_registry.thai.dates import read_date
from cso_registry.thai.identifiers import is_valid_13, normalize_identifier
from cso_registry.thai.text import normalize

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sheet(words, areas) -> MessySheet:
    return messy_spreadsheet_rows(words, areas, seed=3, rows=400)


def cells(sheet, row):
    return dict(zip(sheet.columns, row.cells, strict=True))


def resolved(areas, held):
    return areas.resolve(held["province"], held["amphoe"], held["tambon"]).code


def test_same_seed_same_sheet(words, areas, sheet):
    assert messy_spreadsheet_rows(words, areas, seed=3, rows=400) == sheet
    assert messy_spreadsheet_rows(words, areas, seed=4, rows=400) != sheet


def test_columns_come_in_other_orders_with_other_headings(words, areas):
    made = [messy_spreadsheet_rows(words, areas, seed=seed, rows=1) for seed in range(12)]
    assert len({one.columns for one in made}) > 8
    assert len({one.expected(Expect.HEADING)[0].cells for one in made}) == 12


def test_titles_stand_above_the_headings_and_totals_below(sheet):
    kinds = [row.expect for row in sheet.rows]
    heading = kinds.index(Expect.HEADING)
    assert heading >= 3
    assert set(kinds[:heading]) == {Expect.TITLE, Expect.BLANK}
    assert kinds[-2:] == [Expect.FOOTER, Expect.FOOTER]
    assert str(sheet.rows[-2].cells[0]).startswith(("รวม", "ยอดรวม"))
    assert sheet.rows[-2].cells[1] == 400
    assert Expect.BLANK in kinds[heading + 1 : -3]


def test_the_sheet_says_it_is_invented(sheet):
    assert any("สมมติขึ้น" in str(row.cells[0]) for row in sheet.expected(Expect.TITLE))


def test_forty_rows_hold_every_fault(words, areas):
    for seed in range(6):
        made = messy_spreadsheet_rows(words, areas, seed=seed, rows=40)
        assert {row.fault for row in made.rows} == {None, *Fault}
        assert len(made.expected(Expect.GOOD)) == 32


def test_good_rows_can_be_read_to_the_very_subject(sheet, areas):
    for row in sheet.expected(Expect.GOOD):
        held, subject = cells(sheet, row), row.subject
        assert normalize(held["name"]) == subject.name_th
        assert resolved(areas, held) == subject.address.area
        assert read_date(held["registered"], today=TODAY).value == subject.registered
        number = normalize_identifier(str(held["identifier"] or ""))
        if subject.kind in {"organization", "person"}:
            expected = subject.person.citizen_id if subject.person else subject.juristic_id
            assert number == expected
        else:
            assert not re.search(r"\d", number)


def test_good_rows_show_every_oddity(sheet):
    text = "\n".join(str(cell) for row in sheet.expected(Expect.GOOD) for cell in row.cells)
    for oddity in ("\u00a0", "\u200b", "  ", "๒๕๖", "พ.ศ.", "กทม.", "ต.", "ตำบล", ".0"):
        assert oddity in text, oddity


def test_spoilt_rows_are_spoilt_in_the_way_they_say(sheet, areas):
    for row in sheet.rows:
        held = cells(sheet, row)
        match row.fault:
            case Fault.NO_NAME:
                assert not (held["name"] or "").strip()
            case Fault.EMOJI:
                assert max(held["name"]) > "\uffff"
            case Fault.CHECK_DIGIT:
                assert not is_valid_13(held["identifier"])
                assert len(held["identifier"]) == 13
            case Fault.IMPOSSIBLE_DATE:
                with pytest.raises(InputError):
                    read_date(held["registered"], today=TODAY)
            case Fault.UNKNOWN_PROVINCE:
                assert areas.resolve(held["province"]).code is None
                assert resolved(areas, held) is None
            case Fault.TWO_DIGIT_YEAR:
                assert re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2}", held["registered"])
            case Fault.LOST_ZERO:
                assert f"0{held['identifier']}" == row.subject.juristic_id
            case _:
                pass


def test_doubled_rows_repeat_a_good_row_with_a_number(sheet):
    good = {row.cells for row in sheet.expected(Expect.GOOD)}
    doubled = sheet.expected(Expect.DOUBLE)
    assert len(doubled) >= 5
    assert all(row.cells in good and row.subject.juristic_id for row in doubled)


def test_expectations_are_shared_out(sheet):
    counts = {expect: len(sheet.expected(expect)) for expect in Expect}
    assert counts[Expect.GOOD] == 320
    assert counts[Expect.REFUSE] == 50
    assert counts[Expect.ASK] == 20
    assert counts[Expect.DOUBLE] == 10


def test_an_empty_sheet_has_headings_and_a_total(words, areas):
    made = messy_spreadsheet_rows(words, areas, seed=1, rows=0)
    assert made.expected(Expect.GOOD) == ()
    assert len(made.expected(Expect.HEADING)) == 1
    assert made.expected(Expect.FOOTER)[0].cells[1] == 0
