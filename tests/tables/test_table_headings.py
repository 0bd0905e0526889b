"""Columns are known by their words, guesses are told, nothing is dropped in silence."""

import pytest

from cso_registry.kernel.errors import InputError
from cso_registry.tables.headings import IGNORED, Column, find_headings
from cso_registry.tables.sheet import RawRow, RawTable
from tests.tables.sentences import sentences_of

COLUMNS = (
    Column("name", ("ชื่อองค์กร", "ชื่อ", "Organisation name"), required=True),
    Column("name_en", ("ชื่อภาษาอังกฤษ", "ชื่อองค์กร (อังกฤษ)")),
    Column("province", ("จังหวัด", "Province"), required=True),
    Column("registered", ("วันที่จดทะเบียน",)),
    Column("number", ("เลขที่จดทะเบียน", "เลขทะเบียน")),
    Column("phone", ("โทรศัพท์", "โทร.", "หมายเลขโทรศัพท์")),
    Column("fax", ("โทรสาร",)),
)


def table(*rows, first=1):
    numbered = [RawRow(n, tuple(cells)) for n, cells in enumerate(rows, first) if cells]
    return RawTable("", "csv", "", (), "utf-8", ",", numbered, ())


def test_headings_in_any_order_below_titles():
    found = find_headings(
        table(("ทะเบียนองค์กร จังหวัดสมมติ",), (), ("จังหวัด", "ลำดับ", "ชื่อองค์กร"), ("น่าน", 1, "ก")),
        COLUMNS,
    )
    assert (found.first_row, found.last_row) == (3, 3)
    assert {name: match.index for name, match in found.matches.items()} == {
        "province": 0,
        "name": 2,
    }
    assert all(match.certain for match in found.matches.values())
    assert (found.unknown, found.doubled, found.missing) == (("ลำดับ",), (), ())
    found.require_complete()


@pytest.mark.parametrize(
    "heading",
    [
        "ชื่อ องค์กร", " ชื่อองค์กร ", "ชื่อ\nองค์กร", "1. ชื่อองค์กร", "(๒) ชื่อองค์กร", "ชื่อองค์กร*",
        "ชื่อองค์กร:", "ชื่\u200bอองค์กร", "ชื่อองค์กร์", "ORGANISATION NAME", "organisation  name",
    ],
)  # fmt: skip
def test_spelling_that_does_not_matter(heading):
    match = find_headings(table((heading, "จังหวัด")), COLUMNS).matches["name"]
    assert (match.index, match.certain, match.score) == (0, True, 100)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ชื่อองค์กรณ์", "name"),
        ("จังหวดั", "province"),
        ("Provinces", "province"),
        ("หมายเลขโทรศัพย์", "phone"),
        ("วันที่จดทะเบีบน", "registered"),
    ],
)
def test_likeness_is_a_guess_and_told(heading, field):
    rest = ("ชื่อ", "จังหวัด") if field not in {"name", "province"} else ("โทรสาร",)
    found = find_headings(table((*rest, heading)), COLUMNS)
    match = found.matches[field]
    assert (match.index, match.certain) == (len(rest), False)
    assert 84 <= match.score < 100
    notices = {notice.key: notice.params for notice in found.notices()}
    assert heading in notices["tables.guessed_columns"]["columns"]


@pytest.mark.parametrize(
    "heading",
    ["วันที่ขึ้นทะเบียนเดิม", "เลขที่บัญชี", "โทรเลข", "ชื่อผู้ประสานงาน", "จำนวนสมาชิก", "ที่จดทะเบียน", "x"],
)
def test_what_is_not_alike_is_unknown_by_name(heading):
    found = find_headings(table(("ชื่อ", "จังหวัด", heading)), COLUMNS)
    assert found.unknown == (heading,)
    assert set(found.matches) == {"name", "province"}


def test_near_words_of_two_fields_are_kept_apart():
    found = find_headings(
        table(("ชื่อ", "จังหวัด", "เลขที่จดทะเบียน", "วันที่จดทะเบียน", "โทรสาร", "โทรศัพท์")), COLUMNS
    )
    indices = {name: match.index for name, match in found.matches.items()}
    assert indices == {"name": 0, "province": 1, "number": 2, "registered": 3, "fax": 4, "phone": 5}


def test_doubled_headings_are_told_and_the_better_word_wins():
    found = find_headings(table(("ชื่อ", "จังหวัด", "จังหวัด", "ชื่อองค์กร")), COLUMNS)
    assert found.matches["name"].index == 3
    assert found.matches["province"].index == 1
    assert found.doubled == ("ชื่อ", "จังหวัด")


def test_missing_required_fields_are_named():
    found = find_headings(table(("ชื่อ", "โทร.")), COLUMNS)
    with pytest.raises(InputError) as caught:
        found.require_complete()
    assert caught.value.key == "tables.missing_columns"
    assert caught.value.params == {"columns": "จังหวัด", "unknown": "–", "row": 1}


@pytest.mark.parametrize("rows", [[("ก", "ข"), (1, 2)], [("อะไรก็ไม่รู้ยาวมาก" * 30,)]])
def test_no_headings_at_all(rows):
    with pytest.raises(InputError) as caught:
        find_headings(table(*rows), COLUMNS)
    assert caught.value.key == "tables.no_headings"
    assert "จังหวัด" in sentences_of(caught.value.key, caught.value.params)[0]


def test_two_rows_of_headings_are_one():
    found = find_headings(
        table(
            ("ลำดับ", "ชื่อองค์กร", "ที่อยู่", None, "ติดต่อ"),
            (None, None, "เลขที่", "จังหวัด", "โทรศัพท์"),
            (1, "ก", "1", "น่าน", "081"),
        ),
        COLUMNS,
    )
    assert (found.first_row, found.last_row) == (1, 2)
    assert found.headings == ("ลำดับ", "ชื่อองค์กร", "เลขที่", "จังหวัด", "โทรศัพท์")
    assert {name: match.index for name, match in found.matches.items()} == {
        "name": 1,
        "province": 3,
        "phone": 4,
    }


def test_a_row_of_data_is_not_a_second_row_of_headings():
    found = find_headings(table(("ชื่อ", "จังหวัด", "โทร."), ("ก", "น่าน", "081")), COLUMNS)
    assert found.last_row == 1


def test_a_persons_choice_goes_before_everything():
    rows = table(("ชื่อ", "จังหวัด", "ภูมิลำเนา", "โทร."))
    found = find_headings(rows, COLUMNS, choices={"ภูมิลำเนา": "province", "โทร": IGNORED})
    assert found.matches["province"].index == 2
    assert found.doubled == ("จังหวัด",)
    assert "phone" not in found.matches
    assert found.ignored == (3,)
    with pytest.raises(InputError) as caught:
        find_headings(rows, COLUMNS, choices={"ชื่อ": "nothing"})
    assert caught.value.key == "tables.unknown_field"


def test_ignored_headings_are_no_data_and_not_unknown():
    found = find_headings(table(("ชื่อ", "จังหวัด", "เหตุผล")), COLUMNS, ignored=["เหตุผล"])
    assert (found.unknown, found.ignored) == ((), (2,))
