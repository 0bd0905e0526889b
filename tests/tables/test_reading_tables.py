"""What offices keep is read as it stands: encodings, delimiters, kinds of cells and files."""

# ruff: noqa: DTZ001 - a spreadsheet has no time zones

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from cso_registry.kernel.errors import InputError
from cso_registry.tables.delimited import read_delimited
from cso_registry.tables.encoding import decode
from cso_registry.tables.limits import Limits
from cso_registry.tables.reading import read_table
from cso_registry.tables.sheet import RawRow, column_letters
from tests.tables.sentences import sentences_of
from tests.tables.workbooks import GOOD_ROWS, SHEET, cell, ods, packed, parts, row, xls

LINES = ("ชื่อองค์กร,จังหวัด,โทร.", "กลุ่มสมมติ “รักษ์ป่า” – ๑,น่าน,0812345678", "มูลนิธิสมมติ,กทม.,๐๒๑๒๓")
EXPECTED = [RawRow(n, tuple(line.split(","))) for n, line in enumerate(LINES, 1)]
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "cp874": "cp874",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32",
}


def workbook(fill, **options):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("ข้อมูล"))
    return stream.getvalue()


def keys(table):
    return {notice.key.removeprefix("tables.") for notice in table.notices}


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_delimiter_and_line_end(delimiter, line_end):
    text = line_end.join(LINES).replace(",", delimiter) + line_end
    for encoding, told in ENCODINGS.items():
        decoded, found = decode(text.encode(encoding))
        assert (decoded, found) == (text, told)
    read = read_delimited(text, Limits())
    assert read.delimiter == delimiter
    assert [RawRow(n, tuple(fields)) for n, fields in read.rows] == EXPECTED


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_whole_way_through_the_reading_process(encoding):
    table = read_table("\r\n".join(LINES).encode(encoding), name="สมมติ.csv")
    assert (table.kind, table.encoding, table.delimiter) == ("csv", ENCODINGS[encoding], ",")
    assert list(table.rows) == EXPECTED
    guessed = encoding in {"cp874", "utf-16-le", "utf-16-be"}
    assert ("encoding_guessed" in keys(table)) is guessed


def test_tis_620_is_read_by_its_code_page():
    assert decode("กลุ่มสมมติ,น่าน".encode("tis-620")) == ("กลุ่มสมมติ,น่าน", "cp874")


@pytest.mark.parametrize("at", [0, 5, 100])
def test_a_byte_that_no_thai_code_page_has_is_named(at):
    data = "ก\n".encode("cp874") * at + b"\xdb\n"
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.key == "tables.broken_encoding"
    assert caught.value.params == {"line": at + 1, "byte": 2 * at + 1, "encoding": "CP874"}


def test_broken_utf_8_is_not_taken_for_the_thai_code_page():
    """Otherwise Thai would come in as a row of other Thai letters, without a word."""
    data = bytearray(("กลุ่มสมมติเพื่อบ้านสมมติ,น่าน\n" * 20).encode())
    data[300] = 0xA1
    with pytest.raises(InputError) as caught:
        decode(bytes(data))
    assert caught.value.params["encoding"] == "UTF-8"


def test_long_texts_with_delimiters_do_not_confuse():
    lines = ["ชื่อ;ที่อยู่", '"ก; ข";"1, ถนน, ตำบล, อำเภอ"', "ค;2, ถนน, ตำบล"]
    read = read_delimited("\n".join(lines), Limits())
    assert read.delimiter == ";"
    assert read.rows[1] == (2, ["ก; ข", "1, ถนน, ตำบล, อำเภอ"])


def test_a_title_above_does_not_hide_the_delimiter():
    text = "ทะเบียน, ของ, จังหวัด, สมมติ\n\nก\tข\tค\n1\t2\t3\n"
    read = read_delimited(text, Limits())
    assert read.delimiter == "\t"
    assert [number for number, _ in read.rows] == [1, 3, 4]


def test_the_hint_of_spreadsheet_programs_is_followed_and_is_no_row():
    assert read_delimited("sep=|\nก,ข|ค\n", Limits()).rows == [(2, ["ก,ข", "ค"])]


def test_quotes_after_rfc_4180():
    text = 'a,"b ""c"", d\r\ne",f\r\n"",,""\r\n"x"\r\n'
    assert read_delimited(text, Limits()).rows == [(1, ["a", 'b "c", d\r\ne', "f"]), (3, ["x"])]


def test_odd_quotes_are_read_and_told():
    table = read_table(b'a,b\n"c"d,e\n')
    assert table.rows[1] == RawRow(2, ("cd", "e"))
    assert table.notices[0].key == "tables.odd_quotes"
    assert table.notices[0].params == {"row": 2}


@pytest.mark.parametrize("text", ['a\n"b', '"a\nb\nc', 'a,"b""'])
def test_an_open_quote_is_refused_with_its_row(text):
    with pytest.raises(InputError) as caught:
        read_delimited(text, Limits())
    assert caught.value.key == "tables.open_quote"
    assert caught.value.params["row"] == (1 if text[0] == '"' or "," in text else 2)


def test_cells_of_a_spreadsheet_are_what_a_person_sees():
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        thai = book.add_format({"num_format": "[$-107041E]d mmmm yyyy"})
        hour = book.add_format({"num_format": "hh:mm"})
        sheet.merge_range(0, 0, 0, 3, "ทะเบียนสมมติ")
        sheet.write_number(3, 1, 1234567890123)
        sheet.write_number(3, 2, 812345678)
        sheet.write_number(3, 3, 0.1 + 0.2)
        sheet.write_string(3, 4, "0812345678")
        sheet.write_datetime(3, 5, datetime(2569, 5, 3), day)
        sheet.write_datetime(3, 6, datetime(2026, 5, 3), thai)
        sheet.write_datetime(3, 7, datetime(2026, 5, 3, 10, 30), day)
        sheet.write_boolean(3, 8, True)
        sheet.write_number(3, 9, 0.5, hour)
        sheet.write_formula(3, 10, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 11, "=1+1", None, 2)
        sheet.write_number(3, 12, 1234567890123456)
        sheet.write_string(3, 13, " ข้าง\r\nล่าง\t ")
        sheet.write_number(3, 14, 1e300)

    table = read_table(workbook(fill), name="สมมติ.csv")
    assert (table.kind, table.sheet, table.name) == ("xlsx", "ข้อมูล", "สมมติ.csv")
    assert table.rows[0] == RawRow(1, ("ทะเบียนสมมติ",))
    assert table.rows[1].number == 4
    cells = table.rows[1].cells
    assert cells == (
        None, 1234567890123, 812345678, 0.3, "0812345678", date(2569, 5, 3), date(2026, 5, 3),
        datetime(2026, 5, 3, 10, 30), True, "12:00", None, 2, 1234567890123456,
        " ข้าง\r\nล่าง\t ", "1e+300",
    )  # fmt: skip
    assert [type(one) for one in cells[1:4]] == [int, int, float]
    told = {(n.key.removeprefix("tables."), n.params.get("column")) for n in table.notices}
    assert told == {
        ("zero_may_be_lost", "C"),
        ("buddhist_dates", "F"),
        ("digits_may_be_lost", "M"),
        ("error_cells", None),
    }
    for notice in table.notices:
        assert all(sentences_of(notice.key, notice.params))


def test_a_float_artefact_is_not_handed_on():
    data = (
        row(1, "ก")
        + '<row r="2"><c r="A2"><v>0.30000000000000004</v></c><c r="B2"><v>1.5E3</v></c></row>'
    )
    assert read_table(packed(parts(data))).rows[1].cells == (0.3, 1500)


def test_formulas_without_a_result_are_told():
    data = row(1, "ก") + '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><v>1</v></c></row>'
    table = read_table(packed(parts(data)))
    assert table.rows[1].cells == (None, 1)
    assert "formulas_without_value" in keys(table)
    assert "formulas_without_value" not in keys(read_table(packed(parts())))


def test_sheets_are_chosen_by_name_and_others_are_told():
    def fill(book, sheet):
        sheet.hide()
        sheet.write_string(0, 0, "ซ่อน")
        book.add_worksheet("ว่าง").activate()
        for name in ("หนึ่ง", "สอง"):
            book.add_worksheet(name).write_string(2, 1, name)

    data = workbook(fill)
    table = read_table(data)
    assert table.sheets == ("ข้อมูล", "ว่าง", "หนึ่ง", "สอง")
    assert (table.sheet, table.rows) == ("หนึ่ง", [RawRow(3, (None, "หนึ่ง"))])
    assert table.notices[0].key == "tables.other_sheets"
    assert table.notices[0].params == {"sheet": "หนึ่ง", "others": "สอง"}
    assert read_table(data, sheet="ข้อมูล").rows == [RawRow(1, ("ซ่อน",))]
    for sheet, key in (("ไม่มี", "tables.no_sheet"), ("ว่าง", "tables.no_content")):
        with pytest.raises(InputError) as caught:
            read_table(data, sheet=sheet)
        assert caught.value.key == key


def test_old_and_open_kinds_are_read():
    rows = [["ชื่อ", "เลข"], [], ["กลุ่มสมมติ", 1234567890123.0]]
    table = read_table(xls(rows), name="สมมติ.csv")
    assert table.kind == "xls"
    assert table.rows == [RawRow(1, ("ชื่อ", "เลข")), RawRow(3, ("กลุ่มสมมติ", 1234567890123))]
    table = read_table(ods([["ชื่อ"], [], ["", "กลุ่มสมมติ"]]), name="สมมติ.xlsx")
    assert table.kind == "ods"
    assert table.rows == [RawRow(1, ("ชื่อ",)), RawRow(3, (None, "กลุ่มสมมติ"))]


def test_the_kind_is_found_by_content_not_by_name(tmp_path):
    path = tmp_path / "สมมติ.csv"
    path.write_bytes(packed(parts()))
    assert read_table(path).kind == "xlsx"
    path = tmp_path / "สมมติ.xlsx"
    path.write_bytes("ก,ข".encode())
    assert (read_table(path).kind, read_table(path).name) == ("csv", "สมมติ.xlsx")


def test_a_workbook_with_macros_is_read_without_them():
    assert read_table(packed(parts() | {"xl/vbaProject.bin": b"\0" * 99})).rows


def test_each_limit_holds_at_its_edge():
    def outcome(data, **limits):
        try:
            return len(read_table(data, limits=Limits(**limits)).rows)
        except InputError as error:
            return error.key.removeprefix("tables.")

    lines = b"a,b\n" * 10
    book = packed(parts("".join(row(n, "a", "b") for n in range(1, 11))))
    for data in (lines, book):
        assert outcome(data, rows=10) == 10
        assert outcome(data, rows=9) == "too_many_rows"
        assert outcome(data, columns=2) == 10
        assert outcome(data, columns=1) == "too_many_columns"
    for length, expected in ((32_767, 1), (32_768, "cell_too_long")):
        assert outcome(b"x" * length) == expected
        assert outcome(packed(parts(row(1, "x" * length)))) == expected
    far = row(1, "ก") + f'<row r="2">{cell("KO2", "x")}</row>'
    assert outcome(packed(parts(far))) == "too_many_columns"
    assert outcome(packed(parts(far)), columns=301) == 2


def test_blank_cells_far_away_do_no_harm():
    """Offices format whole columns; what holds nothing is not a part of the table."""
    styled = '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>'
    assert len(read_table(packed(parts(GOOD_ROWS + styled))).rows) == 2


def test_a_sheet_of_the_old_date_system():
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    book = parts()["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    relations = parts()["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/styles" Target="styles.xml"/></Relationships>',
    )
    data = SHEET.format('<row r="1"><c r="A1" s="1"><v>44683</v></c></row>')
    content = {
        "xl/workbook.xml": book,
        "xl/styles.xml": styles,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet1.xml": data,
    }
    assert read_table(packed(parts() | content)).rows[0].cells == (date(2026, 5, 3),)


def test_letters_of_columns():
    shown = {0: "A", 25: "Z", 26: "AA", 51: "AZ", 701: "ZZ", 702: "AAA", 16_383: "XFD"}
    assert {index: column_letters(index) for index in shown} == shown


def test_ids_that_a_spreadsheet_shortened_in_csv_are_told():
    table = read_table(b"id,b\n1.23457E+12,E+\n1E+12,abcE+12\n1234567890123,1.5E+\n")
    assert [(notice.key, dict(notice.params)) for notice in table.notices] == [
        ("tables.digits_shortened", {"column": "A", "count": 2, "row": 2})
    ]
