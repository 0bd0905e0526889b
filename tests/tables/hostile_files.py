"""Files made to break a reader of tables: names, bytes, and how they may be refused.

``None`` as the refusals means that reading and refusing are both right, as long as the
reader neither hangs, dies nor grows.
"""

import io
import random
import struct
import zipfile
import zlib
from functools import cache
from typing import NamedTuple

from tests.tables.workbooks import (
    BOOK,
    CONTENT_TYPES,
    GOOD_ROWS,
    RELATIONS,
    SHEET,
    cell,
    compound,
    ods,
    packed,
    parts,
    row,
    xls,
)

SHEET_PART = "xl/worksheets/sheet1.xml"
UNSAFE = {"unsafe_archive"}
BROKEN = {"damaged", "unsafe_archive"}
BOMB = {"unpacked_too_large"}
HUGE = {"damaged", "too_much_memory", "too_many_rows", "too_many_columns", "too_slow"}


class Hostile(NamedTuple):
    name: str
    data: bytes
    refusals: set[str] | None


def texts():
    thai = "ชื่อ,จังหวัด\r\nกลุ่มสมมติ,น่าน\r\n".encode()
    yield Hostile("empty", b"", {"no_content"})
    yield Hostile("blank", b" \r\n\t\r\n", {"no_content"})
    yield Hostile("only marks", b"\xef\xbb\xbf", {"no_content"})
    yield Hostile("only delimiters", b",,,\r\n" * 5000, {"no_content"})
    yield Hostile("nul inside", thai + b"a\0b\r\n", {"not_text"})
    yield Hostile("nul only", b"\0" * 5000, {"not_text", "no_content", "broken_encoding"})
    yield Hostile("a million quotes", b'"' * 1_000_000, {"cell_too_long"})
    yield Hostile("a million and one quotes", b'"' * 1_000_001, {"cell_too_long", "open_quote"})
    yield Hostile(
        "quotes and commas", b'",' * 500_000, {"cell_too_long", "open_quote", "too_many_columns"}
    )
    yield Hostile("quoted lines", b'"a"\n' * 150_000, None)
    yield Hostile("open quote", b'a,b\r\n"c,d\r\n', {"open_quote"})
    yield Hostile("open quote late", thai * 1000 + b'"', {"open_quote"})
    yield Hostile("odd quotes", b'a,"b"c"d,e\r\n', None)
    yield Hostile("1 MB cell", b"a," + b"x" * 1_000_000 + b"\r\n", {"cell_too_long"})
    yield Hostile("1 MB quoted cell", b'a,"' + b"\n" * 1_000_000 + b'"', {"cell_too_long"})
    yield Hostile("one thing too long", b"a,b\r\n" + b"x" * 32_768, {"cell_too_long"})
    yield Hostile("100,000 columns", b"a," * 100_000 + b"b", {"too_many_columns"})
    yield Hostile("5,000,000 columns", b"a," * 5_000_000 + b"b", {"too_many_columns"})
    yield Hostile("301 columns", b"a\t" * 300 + b"b", {"too_many_columns"})
    yield Hostile("200,001 rows", b"a,b\n" * 200_001, {"too_many_rows"})
    yield Hostile("2,000,000 blank lines", b"\n" * 2_000_000 + b"a", {"too_many_rows"})
    yield Hostile("2,000,000 delimiters and lines", b",\r" * 2_000_000, {"too_many_rows"})
    yield Hostile("mixed line ends", "ชื่อ,ข\rก,ข\nก,ข\r\nก,ข\n\rก,ข".encode(), None)
    yield Hostile("combining flood", ("ก" + "\u0e49" * 30_000).encode(), None)
    yield Hostile("bidi", "\u202eabc\u202c,\u2066x\u2069\r\n".encode(), None)
    yield Hostile("line separators", "a\u2028b,c\u2029d\x85,\x0b\x0c\x1c\r\n".encode(), None)
    yield Hostile("separator hint", b"sep=", None)
    yield Hostile("separator hint and nothing", b"sep=;\r\n", {"no_content"})
    yield Hostile("thai cut in utf-8", thai[:-7], {"broken_encoding"})
    yield Hostile(
        "utf-8 with a broken byte", thai.replace(b"\xb8\xb1", b"\xff\xb1", 1), {"broken_encoding"}
    )
    yield Hostile("overlong utf-8", b"a,\xc0\xaf\r\n", None)
    yield Hostile("surrogates in utf-8", b"\xef\xbb\xbfa,\xed\xa0\x80\r\n", {"broken_encoding"})
    yield Hostile("mark and broken", b"\xef\xbb\xbfa,\xff\r\n", {"broken_encoding"})
    yield Hostile("odd utf-16", "ก,ข".encode("utf-16") + b"x", {"broken_encoding"})
    yield Hostile("lone surrogate in utf-16", b"\xff\xfea\0\x00\xd8b\0", {"broken_encoding"})
    yield Hostile("broken utf-32", b"\xff\xfe\0\0\xff\xff\xff\xff", {"broken_encoding"})
    yield Hostile("not thai code page", b"a,\xdb\xdc\xfc\r\n", {"broken_encoding"})
    yield Hostile("utf-7", b"+ADw-script+AD4-,x\r\n", None)
    randomness = random.Random(874)
    for number in range(12):
        yield Hostile(
            f"noise {number}", randomness.randbytes(20_000), {"not_text", "broken_encoding"}
        )
    for number in range(12):
        noise = bytes(randomness.choices(b"\",;\t|\r\n'= a\xa1\xd3", k=20_000))
        yield Hostile(f"csv noise {number}", noise, None)


def foreign():
    heads = {
        "pdf": b"%PDF-1.7\n",
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0",
        "gzip": b"\x1f\x8b\x08",
        "7z": b"7z\xbc\xaf\x27\x1c",
        "rar": b"Rar!\x1a\x07",
        "xz": b"\xfd7zXZ\0",
        "zstd": b"\x28\xb5\x2f\xfd",
        "sqlite": b"SQLite format 3\0",
        "exe": b"MZ\x90\0",
        "elf": b"\x7fELF",
        "rtf": b"{\\rtf1}",
        "age": b"age-encryption.org/v1\n",
        "bare biff": struct.pack("<HHHH", 0x0809, 4, 0x0500, 5),
    }
    for name, head in heads.items():
        yield Hostile(name, head + b"\0rest" * 50, {"unknown_kind"})
    yield Hostile("html", b"<html><table><tr><td>1</td></tr></table></html>", {"markup"})
    yield Hostile("html with a mark", b"\xef\xbb\xbf\r\n <!DOCTYPE html>", {"markup"})
    yield Hostile("xml spreadsheet", b'<?xml version="1.0"?><Workbook/>', {"markup"})
    yield Hostile("docx", packed({"word/document.xml": "<w/>"}), {"unknown_kind"})
    yield Hostile("zip of a csv", packed({"a.csv": "a,b"}), {"unknown_kind"})
    yield Hostile("xlsb", packed({"xl/workbook.bin": b"\0"}), {"binary_workbook"})
    yield Hostile("pk only", b"PK\x03\x04", BROKEN)
    yield Hostile("empty zip", packed({}), {"unknown_kind"})
    yield Hostile("encrypted package", compound("EncryptedPackage", b"\0" * 5000), {"encrypted"})
    yield Hostile("word 97", compound("WordDocument", b"\0" * 5000), {"unknown_kind"})
    yield Hostile(
        "odf text",
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        {"unknown_kind"},
    )


def archives():
    good = packed(parts())
    plain = packed(parts(), zipfile.ZIP_STORED)
    for name in (
        "../evil.xml", "xl/../../evil.xml", "/etc/evil", "C:/evil.xml", "xl\\..\\evil",
        "\\\\host\\evil", "xl/worksheets/..", "..", "xl/a\x01b.xml", "file:evil",
    ):  # fmt: skip
        yield Hostile(f"entry {name!r}", packed(parts() | {name: "x"}), UNSAFE)
    yield Hostile("entry twice", twice(), UNSAFE)
    yield Hostile("entry twice in other case", packed(parts() | {"XL/Workbook.xml": BOOK}), UNSAFE)
    yield Hostile("local name differs", renamed_local(plain), UNSAFE)
    yield Hostile("local size differs", changed_local(plain, 22, 7), UNSAFE)
    yield Hostile("local sum differs", changed_local(plain, 14, 7), UNSAFE)
    yield Hostile("local method differs", changed_local(plain, 8, 8), UNSAFE)
    yield Hostile("encrypted entry", changed_local(plain, 6, 1), {"encrypted"})
    yield Hostile("bzip2", packed(parts(), zipfile.ZIP_BZIP2), UNSAFE)
    yield Hostile("lzma", packed(parts(), zipfile.ZIP_LZMA), UNSAFE)
    yield Hostile(
        "content differs from its sum", plain.replace("น่าน".encode(), "นาาน".encode()), BROKEN
    )
    yield Hostile("same bytes in two entries", overlapping(), UNSAFE)
    yield Hostile(
        "6,000 entries", packed(parts() | {f"xl/media/{n}": "" for n in range(6000)}), UNSAFE
    )
    yield Hostile("second archive behind", good + packed(parts(row(1, "อื่น"))), None)
    yield Hostile("rubbish in front", b"PK\x03\x04" + b"rubbish" + good, None)
    yield Hostile("rubbish behind", good + b"x" * 1000, None)
    yield Hostile("sizes untrue", lying_sizes(), BROKEN)
    yield Hostile(
        "bomb, sizes true", packed(parts() | {"xl/sharedStrings.xml": b"<" * 60_000_000}), BOMB
    )
    yield Hostile(
        "bomb in a part that is not read",
        packed(parts() | {"xl/media/a.bin": bytes(60_000_000)}),
        BOMB,
    )
    yield Hostile("bomb, sizes untrue", bomb_with_small_size(), BROKEN)
    yield Hostile(
        "bomb of many",
        packed(parts() | {f"xl/theme{n}.xml": bytes(9_000_000) for n in range(5)}),
        BOMB,
    )
    for cut in (1, 10, 22, 50, len(good) // 2, len(good) - 10, len(good) - 40):
        yield Hostile(f"cut by {cut}", good[:-cut], BROKEN)
    randomness = random.Random(2569)
    for number in range(60):
        yield Hostile(f"archive flips {number}", flipped(good, randomness, 3), None)
    for number in range(20):
        yield Hostile(f"stored flips {number}", flipped(plain, randomness, 3), None)


def sheets():
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    part = SHEET.format(row(1, "PLACE")).replace("PLACE", "&l9;")
    laughing = part.replace("?>", f"?><!DOCTYPE x [{laughs}]>", 1)
    yield Hostile("billion laughs", packed(parts(**{SHEET_PART: laughing})), UNSAFE)
    outside = part.replace("&l9;", "&e;").replace(
        "?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1
    )
    yield Hostile("outside entity", packed(parts(**{SHEET_PART: outside})), UNSAFE)
    yield Hostile("unknown entity", packed(parts(**{SHEET_PART: part})), None)
    coded = laughing.encode("utf-16")
    yield Hostile("laughs in utf-16", packed(parts(**{SHEET_PART: coded})), None)
    deep = SHEET.format("<a>" * 200_000)
    yield Hostile("deep xml", packed(parts(**{SHEET_PART: deep})), None)
    yield Hostile(
        "deep rich text",
        packed(parts('<row r="1"><c r="A1" t="inlineStr"><is>' + "<r>" * 100_000)),
        None,
    )
    for name in parts():
        yield Hostile(
            f"{name} lacks", packed({n: p for n, p in parts().items() if n != name}), None
        )
        yield Hostile(f"{name} empty", packed(parts() | {name: ""}), None)
        yield Hostile(f"{name} no xml", packed(parts() | {name: b"\xff\xfe\0<" * 50}), None)
        yield Hostile(
            f"{name} cut", packed(parts() | {name: parts()[name][: len(parts()[name]) // 2]}), None
        )
    for reference in (
        "XFD1048576",
        "ZZZZZZ9",
        "A99999999999999999999",
        "A0",
        "0",
        "",
        "1A",
        "AAAAAAAAAAAAAAAAAAAA1",
        "A-1",
        "A4294967296",
    ):
        wrong = row(1, "ก") + f'<row r="2">{cell(reference, "x")}</row>'
        yield Hostile(f"cell at {reference}", packed(parts(wrong)), None)
    far = row(1, "ก") + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    yield Hostile("far cell", packed(parts(far)), HUGE)
    wide = '<row r="1">' + "".join(cell(letters(n) + "1", "x") for n in range(16_384)) + "</row>"
    yield Hostile("16,384 columns", packed(parts(wide)), {"too_many_columns"})
    too_wide = '<row r="1">' + '<c t="inlineStr"><is><t>x</t></is></c>' * 100_000 + "</row>"
    yield Hostile(
        "100,000 cells without place", packed(parts(too_wide)), {"too_many_columns", "damaged"}
    )
    long_rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_003))
    yield Hostile("200,002 rows", packed(parts(long_rows)), {"too_many_rows"} | BOMB)
    yield Hostile("1 MB cell in xlsx", packed(parts(row(1, "x" * 1_000_000))), {"cell_too_long"})
    for name, value in {
        "inf": "1e999", "nan": "NaN", "hex": "0x10", "huge": "9" * 400, "minus": "-0", "none": "",
        "text": "abc", "nul": "1\x00", "tiny": "1e-400",
    }.items():  # fmt: skip
        data = row(1, "ก") + f'<row r="2"><c r="A2"><v>{value}</v></c></row>'
        yield Hostile(f"number {name}", packed(parts(data)), None)
    for kind in ("s", "b", "e", "d", "str", "n", "zzz"):
        data = row(1, "ก") + f'<row r="2"><c r="A2" t="{kind}"><v>99999999999</v></c></row>'
        yield Hostile(f"type {kind}", packed(parts(data)), None)
    yield Hostile(
        "shared text that lacks",
        packed(parts('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')),
        None,
    )
    outside_rel = RELATIONS.format(
        '<Relationship Id="rId1" Type="x/worksheet" Target="../../../etc/passwd"/>'
    )
    yield Hostile(
        "relation outside", packed(parts() | {"xl/_rels/workbook.xml.rels": outside_rel}), None
    )
    web_rel = outside_rel.replace("../../../etc/passwd", "http://127.0.0.1/x")
    yield Hostile(
        "relation to the web", packed(parts() | {"xl/_rels/workbook.xml.rels": web_rel}), None
    )
    many = BOOK.replace(
        "</sheets>",
        "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 2000))
        + "</sheets>",
    )
    yield Hostile("2,000 sheets of one part", packed(parts() | {"xl/workbook.xml": many}), None)
    yield Hostile(
        "no sheets", packed(parts() | {"xl/workbook.xml": BOOK.replace("<sheet ", "<x ")}), None
    )
    yield Hostile(
        "merged everything",
        packed(
            parts(GOOD_ROWS)
            | {
                SHEET_PART: SHEET.format(GOOD_ROWS).replace(
                    "</worksheet>",
                    '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
                )
            }
        ),
        None,
    )
    yield Hostile(
        "types only",
        packed({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": BOOK}),
        BROKEN | {"no_content"},
    )


def others():
    good_ods = ods([["ชื่อ", "จังหวัด"], ["กลุ่มสมมติ", "น่าน"]])
    repeated = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    yield Hostile("ods repeated", ods([["ก"]], extra=repeated), HUGE)
    overflow = repeated.replace("1048576", "99999999999999999999").replace("16384", "4294967295")
    yield Hostile("ods repeated beyond numbers", ods([["ก"]], extra=overflow), None)
    negative = repeated.replace("1048576", "-1")
    yield Hostile("ods repeated less than nothing", ods([["ก"]], extra=negative), None)
    yield Hostile(
        "ods repeated blank",
        ods(
            [["ก"]],
            extra='<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        ),
        None,
    )
    randomness = random.Random(1997)
    good_xls = xls([["ชื่อ", "จังหวัด", 1.0], ["กลุ่มสมมติ", "น่าน", 1234567890123.0]])
    for number in range(50):
        yield Hostile(f"xls flips {number}", flipped(good_xls, randomness, 4), None)
    for number in range(15):
        yield Hostile(f"ods flips {number}", flipped(good_ods, randomness, 3), None)
    for cut in (512, 1024, 4096, len(good_xls) - 600):
        yield Hostile(f"xls cut by {cut}", good_xls[:-cut], None)
    looped = bytearray(good_xls)
    struct.pack_into("<I", looped, 512 + 4 * 5, 5)
    yield Hostile("xls chain in a loop", bytes(looped), None)
    many_fats = bytearray(good_xls)
    struct.pack_into("<I", many_fats, 44, 0xFFFFFFFF)
    yield Hostile("xls with endless tables", bytes(many_fats), None)


@cache
def all_files():
    return [*texts(), *foreign(), *archives(), *sheets(), *others()]


def letters(index):
    index += 1
    made = ""
    while index:
        index, rest = divmod(index - 1, 26)
        made = chr(65 + rest) + made
    return made


def twice():
    stream = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.filelist[-1].filename = "other"  # so that the library lets the name pass
        archive.NameToInfo.pop(SHEET_PART)
        archive.writestr(zipfile.ZipInfo(SHEET_PART), SHEET.format(row(1, "อื่น")))
        archive.filelist[-2].filename = SHEET_PART
    return stream.getvalue()


def changed_local(data, at, value):
    """The first local header with two bytes changed."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, at, value)
    return bytes(changed)


def renamed_local(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("xl/workbook.xml").header_offset + 30
    return data[:at] + b"xl/workbooj.xml" + data[at + 15 :]


def overlapping():
    """Two directory entries that share one local entry."""
    data = packed(parts(), zipfile.ZIP_STORED)
    end = data.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", data, end + 10)
    first = data[start : start + 46 + struct.unpack_from("<H", data, start + 28)[0]]
    copy = first.replace(b"[Content_Types].xml", b"[Content_Types].xmm")
    tail = struct.pack("<HHII", count + 1, count + 1, size + len(copy), start)
    return data[:end] + copy + data[end : end + 8] + tail + b"\0\0"


def lying_sizes():
    """Every stored size in the directory and the local headers is 100 bytes less."""
    data = bytearray(packed(parts()))
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        size = struct.unpack_from("<I", data, at + 22)[0]
        struct.pack_into("<I", data, at + 22, max(size - 100, 1))
        at += 4
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        size = struct.unpack_from("<I", data, at + 24)[0]
        struct.pack_into("<I", data, at + 24, max(size - 100, 1))
        at += 4
    return bytes(data)


def bomb_with_small_size():
    """A part of 300 MB that says it has 100 bytes, with the sum of those 100 bytes."""
    data = packed(parts() | {"xl/sharedStrings.xml": bytes(30_000_000)})
    size = struct.pack("<II", zlib.crc32(bytes(30_000_000)), 0)[:4]
    lie = struct.pack("<I", zlib.crc32(bytes(100)))
    return data.replace(size, lie).replace(struct.pack("<I", 30_000_000), struct.pack("<I", 100))


def flipped(data, randomness, count):
    changed = bytearray(data)
    for _ in range(count):
        at = randomness.randrange(8, len(changed))
        changed[at] ^= 1 << randomness.randrange(8)
    return bytes(changed)
