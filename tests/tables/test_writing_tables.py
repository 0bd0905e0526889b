"""What is written comes back equal, and no text ever becomes a formula (R15, R17, X43)."""

# ruff: noqa: DTZ001 - a spreadsheet has no time zones

import errno
import io
import re
import zipfile
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.tables.archive import unpack
from cso_registry.tables.delimited import read_delimited
from cso_registry.tables.encoding import decode
from cso_registry.tables.formula_guard import guard, is_dangerous, unguard
from cso_registry.tables.headings import Column, find_headings
from cso_registry.tables.limits import Limits
from cso_registry.tables.reading import read_table
from cso_registry.tables.rejects import Rejected, reject_kind, write_rejects
from cso_registry.tables.rows import iter_rows, value_of
from cso_registry.tables.sheet import RawRow
from cso_registry.tables.workbook import Workbook
from cso_registry.tables.workbook_writing import sheet_title, write_xlsx
from cso_registry.tables.writing import OutColumn, write_csv
from cso_registry.thai.dates import read_date
from tests.tables.sentences import sentences_of
from tests.tables.workbooks import packed, parts, row

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1+1", "＋1", "－1", "＠x",
    " =1", "\u00a0=1", "'=1", "''=1", "' =1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a","b")',
    "{=1}", "=", "-", "+66812345678", "http://example.invalid", "mailto:a@b", "internal:A1",
    "external:a.xlsx", "0812345678", "1234567890123", "1e5", "TRUE", "#N/A", "2026-05-03",
)  # fmt: skip
HOSTILE = (
    *FORMULAS, "a\0b", "\u0001\u0008\u001f", "_x0041_", "_x005F_x0041_", "_x000D_", "]]>", "<f>1</f>",
    "</t></is></c>", "&lt;", "&amp;amp;", "\U0010ffff", "😀", "\u202eabc", "\ufeffx",
    "ก" + "\u0e49" * 500, "a\r\nb\rc\nd", '"', '""', "a,b;c\td|e", " a ", "\u2028\u2029\x85", "'", "''",
    "'a", "sep=,", "\x7f\x80\x9f", "\u0e33\u0e4d\u0e32",
)  # fmt: skip
any_text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=40
)
texts = st.one_of(
    any_text,
    st.sampled_from(HOSTILE),
    st.tuples(st.sampled_from("=+-@\t\r\n\0' ＝"), any_text).map("".join),
)
tables = st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=5)
COLUMNS = [OutColumn("ก"), OutColumn("ข"), OutColumn("ค")]


def csv_of(rows, columns=COLUMNS, language="th", **options):
    stream = io.BytesIO()
    write_csv(stream, columns, rows, language=language, **options)
    return stream.getvalue()


def xlsx_of(rows, columns=COLUMNS, language="th", **options):
    stream = io.BytesIO()
    write_xlsx(stream, "ทะเบียน", columns, rows, language=language, **options)
    return stream.getvalue()


def back_from_csv(data):
    text, encoding = decode(data)
    assert encoding == "utf-8-sig"
    read = read_delimited(text, Limits())
    assert read.odd_quotes_row == 0
    return [RawRow(n, tuple(field or None for field in fields)) for n, fields in read.rows]


def back_from_xlsx(data):
    return list(Workbook(unpack(data, Limits()).archive, None).rows(Limits()))


def trimmed(rows, first=2):
    """Rows as they are read: blank is ``None``, and none at the end."""
    made = []
    for number, cells in enumerate(rows, first):
        kept = [cell if cell != "" else None for cell in cells]
        while kept and kept[-1] is None:
            kept.pop()
        if kept:
            made.append(RawRow(number, tuple(kept)))
    return made


def formula_cells(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"<f[ >/]", archive.read(name))) for name in names)


@given(tables)
def test_csv_comes_back_equal(rows):
    assert back_from_csv(csv_of(rows))[1:] == trimmed(rows)


@settings(max_examples=60)
@given(tables)
def test_xlsx_comes_back_equal_and_holds_no_formula(rows):
    data = xlsx_of(rows)
    assert back_from_xlsx(data)[1:] == trimmed(rows)
    assert formula_cells(data) == 0


def test_hostile_texts_the_whole_way_and_in_headings_too():
    rows = [[text, "x", text] for text in HOSTILE]
    columns = [OutColumn(text) for text in HOSTILE[:3]]
    for data in (csv_of(rows, columns), xlsx_of(rows, columns)):
        table = read_table(data)
        assert table.rows[0].cells == HOSTILE[:3]
        assert list(table.rows)[1:] == trimmed(rows)


def test_no_cell_of_any_export_is_a_formula():
    data = xlsx_of([[text] * 3 for text in HOSTILE])
    assert formula_cells(data) == 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any("external" in name or "hyperlink" in name for name in archive.namelist())
        assert b"<hyperlink" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_count_of_formulas_sees_one():
    """Negative control: the plain ``write`` of the library does make formulas."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "=1+1")
    assert formula_cells(stream.getvalue()) == 1


def is_run(field):
    return field.lstrip(" \u00a0\u3000\ufeff")[:1] in tuple("=+-@＝＋－＠") or field[:1] in tuple(
        "\t\r\n\0"
    )


@given(any_text | st.sampled_from(HOSTILE))
def test_no_field_of_csv_begins_as_a_formula(text):
    stream = csv_of([[text]], COLUMNS[:1])
    field = stream.decode("utf-8-sig").split("\r\n", 1)[1][1:-3].replace('""', '"')
    assert not field or not is_run(field)
    assert stream.startswith(b"\xef\xbb\xbf")
    assert stream.endswith(b'"\r\n')


def test_the_look_at_fields_sees_a_formula():
    """Negative control: the same text without its guard would be run."""
    assert all(is_run(text) for text in ("=1", " =1", "\t1", "＝1", "-1"))
    assert not any(is_run(guard(text)) for text in ("=1", " =1", "\t1", "＝1", "-1"))


@given(texts)
def test_the_guard_is_undone_exactly(text):
    assert unguard(guard(text)) == text
    assert not is_run(guard(text)) or not is_dangerous(text)
    assert guard(text) == text or is_dangerous(text)


def test_texts_that_could_run_are_marked_as_texts_in_xlsx_too():
    """So that they stay texts when a person edits the cell."""
    with zipfile.ZipFile(io.BytesIO(xlsx_of([["=1", "ก", "-1"]]))) as archive:
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    styles = re.findall(r'<c r="[ABC]2" s="(\d+)"', sheet)
    assert styles[0] == styles[2] != styles[1]


@pytest.mark.parametrize("language", ["th", "en"])
@given(st.dates(date(1858, 4, 1), date(2399, 12, 31)))
@settings(max_examples=40)
def test_dates_come_back(language, day):
    if date(1940, 1, 1) <= day <= date(1941, 3, 31):
        day += timedelta(days=800)  # the year that changed its beginning has its own tests
    value = value_of(back_from_xlsx(xlsx_of([[day]], language=language))[1].cells[0])
    if day >= date(1900, 3, 1):
        assert value == day
    text = back_from_csv(csv_of([[day]], language=language))[1].cells[0]
    for written in {text, value} - {day}:
        if day < date(2030, 1, 1):
            assert read_date(written, today=date(2026, 11, 21)).value == day


def test_thai_dates_are_real_dates_with_a_thai_look():
    data = xlsx_of([[date(2026, 5, 3), datetime(2026, 5, 3, 10, 30)]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'formatCode="[$-107041E]d mmm yyyy"' in styles
    assert re.search(r'<c r="A2" s="\d+"><v>46145</v>', sheet)
    assert back_from_xlsx(data)[1].cells == (date(2026, 5, 3), datetime(2026, 5, 3, 10, 30))


def test_typed_cells_come_back():
    cells = (1234567890123, 0, -5, 0.25, True, False, None, "0812345678")
    assert back_from_xlsx(xlsx_of([cells], [OutColumn(str(n)) for n in range(8)]))[1].cells == cells
    huge = back_from_xlsx(xlsx_of([[10**15, float("nan"), 1e300]]))[1].cells
    assert huge == ("1000000000000000", "nan", "1e+300")
    as_text = ("1234567890123", "0", "-5", "0.25", "TRUE", "FALSE", None, "0812345678")
    assert back_from_csv(csv_of([cells]))[1].cells == as_text


def test_headings_are_locked_frozen_and_filtered_and_the_key_is_hidden():
    columns = [
        OutColumn("key", hidden=True),
        OutColumn("ประเภท", choices=("ชุมชน", "=1", "ก,ข")),
        OutColumn("ชื่อ"),
    ]
    data = xlsx_of([["k1", "ชุมชน", "ก"]], columns)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<sheetProtection" in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:C2"' in sheet
    assert re.search(r'<col min="1" max="1"[^>]*hidden="1"', sheet)
    assert "lists!$B$1:$B$3</formula1>" in sheet
    assert re.search(r'<sheet name="lists"[^>]*state="hidden"', book)
    formats = re.search(r"<cellXfs.*</cellXfs>", styles)[0]
    looks = re.findall(r"<xf .*?(?:/>|</xf>)", formats)
    head, body = (looks[int(s)] for s in re.findall(r'<c r="(?:A1|A2)" s="(\d+)"', sheet))
    assert 'locked="0"' not in head
    assert 'locked="0"' in body
    assert formula_cells(data) == 0
    table = read_table(data)
    assert table.rows[1].cells == ("k1", "ชุมชน", "ก")
    assert table.notices == ()


def test_a_text_longer_than_a_cell_is_refused_not_cut():
    assert back_from_xlsx(xlsx_of([["ก" * 32_767]]))[1].cells == ("ก" * 32_767,)
    for text in ("ก" * 32_768, "😀" * 16_384):
        with pytest.raises(InputError) as caught:
            xlsx_of([["x"], [text]])
        assert caught.value.key == "tables.cell_too_long_to_write"
        assert caught.value.params["row"] == 3
        assert all(sentences_of(caught.value.key, caught.value.params))
        assert csv_of([[text]])


def test_what_no_file_can_hold_does_not_stop_an_export():
    assert back_from_xlsx(xlsx_of([["a\ufffeb"]]))[1].cells == ("a\ufffdb",)
    assert back_from_csv(csv_of([["a\ufffeb"]]))[1].cells == ("a\ufffeb",)
    assert back_from_xlsx(xlsx_of([["a\ud800b"]]))[1].cells == ("a\ufffdb",)
    assert back_from_csv(csv_of([["a\ud800b"]]))[1].cells == ("a?b",)


@pytest.mark.parametrize(
    "title",
    [
        "ทะเบียน",
        "",
        "a/b:c*d?[e]\\f",
        "x" * 50,
        "'a'",
        "History",
        "lists",
        "😀" * 31,
        "\0",
        "''",
        " ",
    ],
)
def test_any_title_becomes_a_name_of_a_sheet(title):
    stream = io.BytesIO()
    columns = [OutColumn("ก", choices=("ข",))]
    write_xlsx(stream, title, columns, [["x"]], language="th")
    assert read_table(stream.getvalue()).sheet == sheet_title(title)


def test_scratch_is_used_and_left_empty(tmp_path):
    seen = []

    def rows():
        for number in range(50):
            seen.append(len(list(tmp_path.iterdir())))
            yield [f"{number}"]

    xlsx_of(rows(), scratch=tmp_path)
    assert max(seen) >= 1
    assert list(tmp_path.iterdir()) == []


class FullDisk(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, room):
        super().__init__()
        self.room = room

    def write(self, data):
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "no space")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 5, 300, 3000])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(room, tmp_path):
    rows = [[f"{n} สมมติ", "ก", n] for n in range(500)]
    with pytest.raises(KnownError) as caught:
        write_xlsx(FullDisk(room), "ก", COLUMNS, rows, language="th", scratch=tmp_path)
    assert caught.value.key == "tables.cannot_write"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError) as caught:
        write_csv(FullDisk(room), COLUMNS, rows, language="th")
    assert caught.value.key == "tables.cannot_write"


def test_rows_that_fail_leave_nothing_behind(tmp_path):
    def rows():
        yield ["ก"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        xlsx_of(rows(), scratch=tmp_path)
    assert list(tmp_path.iterdir()) == []


REASON = "เหตุผลที่ไม่รับ"
FIELDS = (
    Column("name", ("ชื่อ",), required=True),
    Column("born", ("วันที่",)),
    Column("id", ("เลขประจำตัว",)),
)


def office_xlsx():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("ข้อมูล")
        look = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(2, 0, ["ชื่อ", "วันที่", "เลขประจำตัว", "อื่น"])
        for at, name in enumerate(("ก", "=ข", "ค"), 3):
            sheet.write_string(at, 0, name)
            sheet.write_datetime(at, 1, datetime(2569, 5, at), look)
            sheet.write_number(at, 2, 1234567890120 + at)
            sheet.write_string(at, 4, "นอกหัว")
    return stream.getvalue()


OFFICE_CSV = "ชื่อ;วันที่;เลขประจำตัว;อื่น\nก;03/05/2569;1;x;นอกหัว\n=ข;๐๔/๐๕/๒๕๖๙;2;y;นอกหัว\nค;;3\n".encode(
    "cp874"
)


@pytest.mark.parametrize(("source", "kind"), [(office_xlsx(), "xlsx"), (OFFICE_CSV, "csv")])
def test_refused_rows_come_back_as_they_were_with_reasons(source, kind):
    table = read_table(source)
    headings = find_headings(table, FIELDS, ignored=[REASON])
    originals = {row.number: row for row in iter_rows(table, headings, [].append)}
    number = sorted(originals)[1]
    assert reject_kind(table) == kind
    stream = io.BytesIO()
    rejected = [Rejected(number, ("ชื่อขึ้นต้นผิด", "=แก้แล้วนำเข้าใหม่"))]
    write_rejects(stream, table, headings, rejected, reason_heading=REASON)
    again = read_table(stream.getvalue())
    assert again.kind == kind
    assert again.rows[0].cells[-1] == REASON
    assert again.rows[1].cells[:5] == originals[number].cells
    assert again.rows[1].cells[-1] == "ชื่อขึ้นต้นผิด\n=แก้แล้วนำเข้าใหม่"
    found = find_headings(again, FIELDS, ignored=[REASON])
    assert found.unknown == headings.unknown
    back = list(iter_rows(again, found, [].append))
    assert [row.values for row in back] == [originals[number].values]


def test_a_second_reject_file_holds_one_column_of_reasons():
    source = read_table(OFFICE_CSV)
    data = OFFICE_CSV
    for _ in range(3):
        table = read_table(data)
        headings = find_headings(table, FIELDS, ignored=[REASON])
        stream = io.BytesIO()
        rejected = [Rejected(row.number, ("ผิด",)) for row in table.rows[1:]]
        write_rejects(stream, table, headings, rejected, reason_heading=REASON)
        data = stream.getvalue()
    final = read_table(data)
    assert final.rows[0].cells.count(REASON) == 1
    assert [row.cells[:3] for row in final.rows[1:3]] == [row.cells[:3] for row in source.rows[1:3]]


def test_a_sheet_of_two_heading_rows_is_rejected_with_one():
    data = packed(
        parts(row(1, "ก", "ชื่อ", "x") + row(2, "", "", "เลขประจำตัว") + row(3, "1", "กลุ่ม", "2"))
    )
    table = read_table(data)
    headings = find_headings(table, FIELDS)
    assert headings.last_row == 2
    stream = io.BytesIO()
    write_rejects(stream, table, headings, [Rejected(3, ("ผิด",))], reason_heading=REASON)
    assert read_table(stream.getvalue()).rows[0].cells == ("ก", "ชื่อ", "เลขประจำตัว", REASON)
