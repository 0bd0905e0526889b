"""Data rows by field; what is no data is skipped and told."""

# ruff: noqa: DTZ001 - a spreadsheet has no time zones

from datetime import date, datetime

import pytest

from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.rows import iter_rows, value_of
from cso_registry.tables.sheet import RawRow, RawTable
from tests.tables.sentences import sentences_of

COLUMNS = (
    Column("name", ("ชื่อ",), required=True),
    Column("province", ("จังหวัด",)),
    Column("members", ("จำนวนสมาชิก",)),
)
HEAD = ("ลำดับ", "ชื่อ", "จังหวัด", "จำนวนสมาชิก")


def walked(*rows):
    numbered = [RawRow(n, cells) for n, cells in enumerate((HEAD, *rows), 3) if cells]
    table = RawTable("", "xlsx", "a", ("a",), "", "", numbered, ())
    skips = []
    found = list(iter_rows(table, find_headings(table, COLUMNS), skips.append))
    assert all(sentences_of(skip.notice().key, skip.notice().params) for skip in skips)
    return found, [(skip.why, skip.first, skip.last) for skip in skips]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None), ("", None), (" \u00a0\u200b\ufeff\n", None), (" ก ", " ก "), ("=1+1", "=1+1"),
        (1234567890123, "1234567890123"), (812345678, "812345678"), (-5, "-5"), (0.3, "0.3"),
        (1e-7, "0.0000001"), (True, "TRUE"), (False, "FALSE"), (0, "0"),
        (date(2026, 5, 3), date(2026, 5, 3)), (date(2569, 5, 3), date(2026, 5, 3)),
        (datetime(2569, 5, 3, 10, 30), date(2026, 5, 3)), (datetime(2026, 5, 3, 10, 30), date(2026, 5, 3)),
        (date(2567, 2, 28), date(2024, 2, 28)), (date(2568, 2, 29), "29/02/2568"),
        (date(2480, 2, 1), date(1938, 2, 1)), (date(2483, 2, 1), "01/02/2483"),
        (date(2400, 4, 1), date(1857, 4, 1)), (date(2399, 4, 1), date(2399, 4, 1)),
    ],
)  # fmt: skip
def test_what_a_cell_means(cell, value):
    assert value_of(cell) == value
    assert type(value_of(cell)) is type(value)


def test_rows_keep_their_numbers_and_blanks_are_nothing():
    found, skips = walked((1, "ก", "น่าน", 20), (), (), (2, "ข"))
    assert [(row.number, dict(row.values)) for row in found] == [
        (4, {"name": "ก", "province": "น่าน", "members": "20"}),
        (7, {"name": "ข", "province": None, "members": None}),
    ]
    assert found[0].cells == (1, "ก", "น่าน", 20)
    assert skips == [("blank", 5, 6)]


@pytest.mark.parametrize(
    "footer",
    [
        ("รวม", 25), ("รวมทั้งสิ้น", None, None, 1250), (None, "รวม", None, 45.5), ("รวมทั้งหมด ๒๕ องค์กร",),
        ("ยอดรวม", "๑,๒๕๐"), ("Total", 3), ("Grand Total", None, None, 9), ("TOTAL:", "3"), ("รวม 25 แห่ง",),
        ("รวม", "รวมเงิน", None, "1,000.00"), ("sum", 1), ("รวมทั้งสิ้น : ",),
    ],
)  # fmt: skip
def test_totals_are_skipped_and_told(footer):
    found, skips = walked((1, "ก", "น่าน", 20), footer)
    assert [row.number for row in found] == [4]
    assert skips == [("total", 5, 5)]


@pytest.mark.parametrize(
    "data",
    [
        (2, "รวม", "น่าน"), (None, "รวมใจพัฒนา", "น่าน"), (None, "รวมพลังสมมติ", None, 5), ("รวมใจ", None, None, 3),
        (None, "รวม", "น่าน", 5), ("Totally invented", None, None, 3), (None, "ก"), (3, "หมายเหตุสมมติ", "น่าน"),
        (None, "กลุ่มรวม", None, 5),
    ],
)  # fmt: skip
def test_data_that_only_looks_like_a_total_is_kept(data):
    found, skips = walked((1, "ก", "น่าน", 20), data)
    assert [row.number for row in found] == [4, 5]
    assert skips == []


def test_headings_again_on_each_printed_page_are_skipped():
    found, skips = walked((1, "ก"), HEAD, (2, "ข"), (" ลำดับ ", "ชื่อ ", "จังหวัด*", "จำนวน\nสมาชิก"))
    assert [row.number for row in found] == [4, 6]
    assert skips == [("heading", 5, 5), ("heading", 7, 7)]


@pytest.mark.parametrize(
    "numbers", [("(1)", "(2)", "(3)", "(4)"), (1, 2, 3, 4), ("๑", "๒", "๓", "๔")]
)
def test_numbers_of_columns_are_skipped_below_the_headings_only(numbers):
    found, skips = walked(numbers, (1, "ก"), numbers)
    assert [row.number for row in found] == [5, 6]
    assert skips == [("numbering", 4, 4)]


def test_a_row_of_data_that_counts_differently_is_no_numbering():
    assert len(walked((1, 2, 4, 3))[0]) == 1


@pytest.mark.parametrize(
    "note",
    [
        "หมายเหตุ: สมมติทั้งหมด",
        "ข้อมูล ณ วันที่ 30 กันยายน 2569",
        "ที่มา : สมมติ",
        "Note: invented",
        "ผู้จัดทำ นายสมมติ",
    ],
)
def test_a_remark_alone_below_the_data_is_skipped_and_told(note):
    found, skips = walked((1, "ก"), (), (note,))
    assert [row.number for row in found] == [4]
    assert skips == [("blank", 5, 5), ("note", 6, 6)]


def test_zero_width_rows_are_blank():
    found, skips = walked((1, "ก"), ("\u200b", " ", "\u00a0"), (2, "ข"))
    assert [row.number for row in found] == [4, 6]
    assert skips == [("blank", 5, 5)]
