"""A messy sheet becomes registrations, or says row by row why not; and it can be undone (F:L1)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from cso_registry.domain.batches.acts import UndoImport
from cso_registry.domain.offices.acts import AppointOfficer
from cso_registry.domain.organizations.acts import ChangeAddress, ChangeContact
from cso_registry.domain.organizations.records import Contact, Organization
from cso_registry.domain.organizations.sample_sheet import (
    Expect,
    Fault,
    messy_spreadsheet_rows,
)
from cso_registry.domain.organizations.standing import Status
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import OfficerId, OrganizationId, RecordId
from cso_registry.storage import desk as at_desk
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.tables.reading import read_table
from cso_registry.workspace.exporting import export_organizations
from cso_registry.workspace.importing import (
    ImportChoices,
    import_organizations,
    problem_sentence,
    save_rejects,
)
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sampling import read_words_of
from tests.support.desk import WHY, content_of, delivered, founded, open_desk

if TYPE_CHECKING:
    from pathlib import Path

ALL = OrganizationFilter()
FREE = ImportChoices(skips_unknown=True, effective=date(2015, 1, 1))
HEADINGS = ("ชื่อองค์กร", "ประเภท", "จังหวัด", "อำเภอ", "ตำบล", "วันที่จดทะเบียน")
PLACE = ("เชียงใหม่", "เมืองเชียงใหม่", "ศรีภูมิ")


def as_xlsx(path: Path, rows) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "d/m/yyyy"})
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, at, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, at, cell, day)
                elif cell is not None:
                    sheet.write_number(number, at, cell)
    return path


def as_csv(path: Path, rows, encoding="utf-8-sig") -> Path:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def take(desk, file, choices=FREE):
    return import_organizations(desk.workspace, desk.session, file, choices)


def sentences(result):
    return {
        row.number: [problem_sentence(delivered(), one, "th") for one in row.problems]
        for row in result.refused
    }


def names(desk):
    rows = desk.workspace.read.first_organizations(ALL, desk.workspace.today, 10_000)
    return {row.name: row for row in rows}


def one(desk, name) -> Organization:
    found = desk.workspace.read.record(names(desk)[name].id)
    assert isinstance(found, Organization)
    return found


def messy(seed, rows):
    known = delivered()
    return messy_spreadsheet_rows(read_words_of(known), known.means.areas, seed=seed, rows=rows)


@pytest.mark.parametrize(("seed", "write"), [(1, as_xlsx), (2, as_csv), (3, as_xlsx)])
def test_every_row_of_a_messy_sheet_becomes_what_it_should(desk, tmp_path, seed, write):
    sheet = messy(seed, 80)
    file = write(
        tmp_path / ("m.xlsx" if write is as_xlsx else "m.csv"), [r.cells for r in sheet.rows]
    )
    result = take(desk, file)
    refused = {row.number for row in result.refused}
    told = sentences(result)
    for number, row in enumerate(sheet.rows, start=1):
        why = (row.expect, row.fault, told.get(number))
        match row.expect:
            case Expect.GOOD:
                assert number not in refused, why
            case Expect.ASK | Expect.REFUSE | Expect.DOUBLE:
                assert number in refused, why
            case _:
                assert number not in refused, why
    assert result.accepted == len(sheet.expected(Expect.GOOD))
    known = names(desk)
    assert len(known) == len({row.subject.name_th for row in sheet.expected(Expect.GOOD)})
    for row in sheet.expected(Expect.GOOD):
        subject = row.subject
        kept = known[subject.name_th]
        assert (kept.kind, kept.area) == (subject.kind, subject.address.area)
    assert all(all(told[number]) for number in refused)
    assert desk.workspace.verify().is_sound


def test_confirmed_short_years_are_taken(desk, tmp_path):
    sheet = messy(1, 80)
    file = as_xlsx(tmp_path / "m.xlsx", [row.cells for row in sheet.rows])
    plain = take(desk, file, replace(FREE, dry_run=True))
    confirmed = take(desk, file, replace(FREE, accepts_short_years=True))
    short = sum(row.fault is Fault.TWO_DIGIT_YEAR for row in sheet.rows)
    assert short > 0
    assert confirmed.accepted == plain.accepted + short


def test_dry_run_says_the_same_and_changes_no_byte(folder, tmp_path):
    sheet = messy(4, 40)
    file = as_xlsx(tmp_path / "m.xlsx", [row.cells for row in sheet.rows])
    with open_desk(folder):
        pass
    before = content_of(folder)
    with open_desk(folder) as desk:
        tried = take(desk, file, replace(FREE, dry_run=True))
        assert names(desk) == {}
        assert desk.workspace.read.counts()[0] == 1
    after = content_of(folder)
    assert {name: data for name, data in after.items() if "lock" not in name} == {
        name: data for name, data in before.items() if "lock" not in name
    }
    with open_desk(folder) as desk:
        done = take(desk, file)
        assert (tried.accepted, len(tried.refused)) == (done.accepted, len(done.refused))
        assert sentences(tried) == sentences(done)


def test_import_that_breaks_off_leaves_nothing(desk, tmp_path):
    rows = [HEADINGS, *((f"มูลนิธิ {n} สมมติ", "มูลนิธิ", *PLACE, "1/2/2558") for n in range(250))]
    file = as_csv(tmp_path / "m.csv", rows)

    def stop(done, _total):
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_organizations(desk.workspace, desk.session, file, FREE, stop)
    assert names(desk) == {}
    assert desk.workspace.read.counts()[0] == 1
    assert take(desk, file).accepted == 250
    assert desk.workspace.verify().is_sound


def test_unknown_column_is_named_and_stops_everything(desk, tmp_path):
    rows = [(*HEADINGS, "คอลัมน์ประหลาดxyz"), ("มูลนิธิสมมติ", "มูลนิธิ", *PLACE, "1/2/2558", "ค่า")]
    file = as_csv(tmp_path / "m.csv", rows)
    with pytest.raises(InputError) as caught:
        take(desk, file, replace(FREE, skips_unknown=False))
    assert caught.value.key == "import.unknown_columns"
    assert "คอลัมน์ประหลาดxyz" in str(caught.value.params["columns"])
    assert names(desk) == {}
    assert take(desk, file).accepted == 1


def test_emoji_in_a_name_is_refused_with_its_rule(desk, tmp_path):
    file = as_csv(tmp_path / "m.csv", [HEADINGS, ("มูลนิธิ 🌳 สมมติ", "มูลนิธิ", *PLACE, "1/2/2558")])
    result = take(desk, file)
    ((row,),) = [result.refused]
    assert row.number == 2
    assert [p.key for p in row.problems] == ["rule:F:O1.names_can_be_written"]
    assert names(desk) == {}


def test_number_already_taken_amends_the_one_that_has_it(desk, tmp_path):
    heads = (*HEADINGS, "ทะเบียนเลขที่", "โทรศัพท์")
    row = ("มูลนิธิสมมติ", "มูลนิธิ", *PLACE, "1/2/2558", "๗/๒๕๕๘", None)
    take(desk, as_csv(tmp_path / "a.csv", [heads, row]))
    again = take(desk, as_csv(tmp_path / "b.csv", [heads, (*row[:-1], "053 000 111")]))
    assert (again.accepted, again.amended) == (0, 1)
    kept = one(desk, "มูลนิธิสมมติ")
    assert kept.register_number == "7/2558"
    assert kept.contact.phone == "053 000 111"
    assert desk.workspace.read.history(kept.id)[-1].said.batch == again.batch


def test_blank_never_erases(desk, tmp_path):
    heads = (*HEADINGS, "ทะเบียนเลขที่", "โทรศัพท์", "อีเมล", "จำนวนสมาชิก", "ชื่อภาษาอังกฤษ", "เลขที่")
    full = ("มูลนิธิสมมติ", "มูลนิธิ", *PLACE, "1/2/2558", "7/2558",
            "053-000001", "a@example.org", "12", "Invented", "99/1")  # fmt: skip
    blank = (*full[:7], "-", "", None, "ไม่มี", " ")
    take(desk, as_csv(tmp_path / "a.csv", [heads, full]))
    before = one(desk, "มูลนิธิสมมติ")
    result = take(desk, as_csv(tmp_path / "b.csv", [heads, blank]))
    assert (result.accepted, result.amended, result.unchanged) == (0, 0, 1)
    after = one(desk, "มูลนิธิสมมติ")
    for group in ("names", "contact", "resources", "address"):
        assert getattr(after, group) == getattr(before, group), group
    newer = take(desk, as_csv(tmp_path / "c.csv", [heads, (*full[:7], "053-000002", *[None] * 4)]))
    assert newer.amended == 1
    assert one(desk, "มูลนิธิสมมติ").contact == Contact(phone="053-000002", email="a@example.org")


def undo(desk, batch):
    act = UndoImport(
        batch=batch, legal_basis="PMO-2551", effective=desk.workspace.today, reason=WHY
    )
    return desk.workspace.perform(act, desk.session)


def test_import_is_undone_but_what_somebody_touched_stays(desk, tmp_path):
    heads = (*HEADINGS, "ทะเบียนเลขที่", "โทรศัพท์", "อีเมล")
    old = ("มูลนิธิเก่าสมมติ", "มูลนิธิ", *PLACE, "1/2/2558", "7/2558", "053-000001", "a@example.org")
    first = take(desk, as_csv(tmp_path / "a.csv", [heads, old]))
    rows = [
        (*old[:7], "053-000002", None),
        ("มูลนิธิใหม่สมมติ", "มูลนิธิ", *PLACE, "1/2/2558", None, "1111", None),
        ("มูลนิธิแตะแล้วสมมติ", "มูลนิธิ", *PLACE, "1/2/2558", None, "1112", None),
    ]
    second = take(desk, as_csv(tmp_path / "b.csv", [heads, *rows]))
    assert (second.accepted, second.amended) == (2, 1)
    touched = one(desk, "มูลนิธิแตะแล้วสมมติ")
    act = ChangeContact(organization=touched.id, contact=Contact(phone="1199"), reason=WHY)
    desk.workspace.perform(act, desk.session)
    empty = take(desk, as_csv(tmp_path / "empty.csv", [HEADINGS, ("", *PLACE, "", "")]))
    with pytest.raises(RefusedError):
        undo(desk, empty.batch)
    number = one(desk, "มูลนิธิใหม่สมมติ").register_number
    undo(desk, second.batch)
    assert one(desk, "มูลนิธิเก่าสมมติ").contact == Contact(phone="053-000001", email="a@example.org")
    assert one(desk, "มูลนิธิใหม่สมมติ").standing.status is Status.UNDONE
    assert one(desk, "มูลนิธิแตะแล้วสมมติ").standing.status is Status.REGISTERED
    assert one(desk, "มูลนิธิแตะแล้วสมมติ").contact.phone == "1199"
    batch = desk.workspace.read.record(second.batch)
    (tally,) = batch.undoings.values()
    assert (tally.records_undone, tally.records_touched_since) == (2, 1)
    row = desk.workspace._parts.connection.one(
        "SELECT state FROM numbers WHERE number = ?", (number,)
    )
    assert row == ("void",)
    assert desk.workspace.read.number_gaps() == []
    with pytest.raises(RefusedError):
        undo(desk, second.batch)
    assert first.accepted == 1
    assert desk.workspace.verify().is_sound


def test_reject_file_is_mended_and_imported_again(desk, tmp_path):
    sheet = messy(5, 60)
    file = as_xlsx(tmp_path / "m.xlsx", [row.cells for row in sheet.rows])
    result = take(desk, file)
    rejects = tmp_path / "rejects.xlsx"
    save_rejects(result, rejects, delivered(), "th")
    again = take(desk, rejects)
    assert again.accepted == 0
    doubles = len(sheet.expected(Expect.DOUBLE))
    assert len(again.refused) == len(result.refused) - doubles > 5
    assert again.unchanged == doubles
    table = read_table(rejects)
    head, *bad = (list(row.cells) for row in table.rows)
    assert len(bad) == len(result.refused)
    at = sheet.columns.index("name")
    for row in bad:
        if row[at] is None or not str(row[at]).strip():
            row[at] = "มูลนิธิแก้แล้วสมมติ"
    mended = as_xlsx(tmp_path / "mended.xlsx", [head, *bad])
    fixed = sum(row.fault is Fault.NO_NAME for row in sheet.rows)
    assert fixed > 0
    assert take(desk, mended).accepted == fixed
    assert "มูลนิธิแก้แล้วสมมติ" in names(desk)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_export_comes_back_unchanged_and_edits_come_back_as_edits(peopled, tmp_path, kind):
    with open_desk(peopled) as desk:
        before = names(desk)
        file = tmp_path / f"out.{kind}"
        count = export_organizations(
            desk.workspace, desk.session, file, province=None, language="th"
        )
        assert count == len(before) == 30
        again = take(desk, file)
        assert sentences(again) == {}
        assert (again.accepted, again.amended, again.unchanged) == (0, 0, 30)
        assert names(desk) == before
        table = read_table(file)
        head, *rows = (list(row.cells) for row in table.rows)
        phone = head.index(next(h for h in head if h == "โทรศัพท์"))
        rows[0][phone] = "053-777777"
        edited = take(desk, as_xlsx(tmp_path / "edited.xlsx", [head, *rows]))
        assert sentences(edited) == {}
        assert (edited.accepted, edited.amended, edited.unchanged) == (0, 1, 29)
        record = desk.workspace.read.record(RecordId(rows[0][0]))
        assert record.contact.phone == "053-777777"
        assert desk.workspace.verify().is_sound


def test_export_of_one_province_is_logged_and_holds_no_formula(peopled, tmp_path):
    with open_desk(peopled) as desk:
        (province, *_), _ = next(iter(desk.workspace.read.tallies().items()))
        expected = sum(
            total for (p, *_), total in desk.workspace.read.tallies().items() if p == province
        )
        file = tmp_path / "out.csv"
        assert expected == export_organizations(
            desk.workspace, desk.session, file, province=province, language="en"
        )
        assert len(read_table(file).rows) == expected + 1

        assert b'"exported"' in at_desk.looks(desk.workspace._parts.connection)[-1]


def test_kinds_are_told_apart(desk, tmp_path):
    rows = [
        HEADINGS,
        ("มูลนิธิสมมติ", "มูลนิธิ", *PLACE, "๑ ก.พ. ๒๕๕๘"),
        ("กลุ่มสมมติ", None, *PLACE, "1 กุมภาพันธ์ พ.ศ. 2558"),
        ("ชุมชนสมมติ", "ชุมชน", *PLACE, "2015-02-01"),
        ("นางสาวมาลี สมมติ", "บุคคล", *PLACE, "1/2/58"),
    ]
    choices = replace(FREE, accepts_short_years=True)
    result = take(desk, as_csv(tmp_path / "m.csv", rows, "cp874"), choices)
    assert sentences(result) == {}
    kinds = Counter(row.kind for row in names(desk).values())
    assert kinds == {"organization": 1, "group": 1, "community": 1, "person": 1}
    days = {next(iter(one(desk, name).life.values())).effective for name in names(desk)}
    assert days == {date(2015, 2, 1)}


def test_auditor_may_not_import_and_the_denial_is_logged(desk, tmp_path):

    auditor = OfficerId(desk.program.means.identities.new())
    act = AppointOfficer(
        officer=auditor, given="ผู้ตรวจ", family="สมมติ", role=Role.AUDITOR, jurisdiction="00",
        starts=desk.workspace.today, order_number="1/2569",
    )  # fmt: skip
    desk.workspace.perform(act, desk.session)
    file = as_csv(tmp_path / "m.csv", [HEADINGS, ("มูลนิธิสมมติ", "มูลนิธิ", *PLACE, "1/2/2558")])
    with pytest.raises(DeniedError):
        import_organizations(desk.workspace, Session(auditor), file, FREE)
    assert names(desk) == {}
    (line,) = at_desk.looks(desk.workspace._parts.connection)
    assert b'"denied"' in line
    assert auditor.encode() in line


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"plain words\n", b"PK\x03\x04 no book"])
def test_file_that_is_no_table(desk, tmp_path, content):
    file = tmp_path / "m.xlsx"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        take(desk, file)
    assert delivered().texts.error(caught.value, "th")
    assert names(desk) == {}


def test_row_of_another_province_is_refused_alone(tmp_path):
    founded(tmp_path / "r", province="50")
    rows = [
        HEADINGS,
        ("มูลนิธิในจังหวัดสมมติ", "มูลนิธิ", *PLACE, "1/2/2558"),
        ("มูลนิธินอกจังหวัดสมมติ", "มูลนิธิ", "ลำพูน", "เมืองลำพูน", "ในเมือง", "1/2/2558"),
    ]
    file = as_csv(tmp_path / "m.csv", rows)
    with open_desk(tmp_path / "r") as desk:
        result = take(desk, file)
        assert result.accepted == 1
        assert [row.number for row in result.refused] == [3]


def sheet_of(tmp_path, *rows, name="rows.csv"):
    return as_csv(tmp_path / name, [HEADINGS, *rows])


def named(name, kind="มูลนิธิ", place=PLACE):
    return (name, kind, *place, "1/2/2558")


def keys_of(result):
    return {row.number: [one.key for one in row.problems] for row in result.refused}


def test_sheet_without_ids_that_comes_again_is_held_back_with_the_number(desk, tmp_path):
    first = take(desk, sheet_of(tmp_path, named("มูลนิธิป่าสมมติ ๑")))
    assert first.accepted == 1
    number = names(desk)["มูลนิธิป่าสมมติ ๑"].number
    again = sheet_of(tmp_path, named("มูลนิธิป่าสมมติ ๑"), named("มูลนิธิ ป่าสมมติ 1"), name="2.csv")
    for dry_run in (True, False):
        result = take(desk, again, replace(FREE, dry_run=dry_run))
        assert keys_of(result) == {2: ["import.probably_known"], 3: ["import.probably_known"]}
        assert all(number in said for row in sentences(result).values() for said in row)
        assert result.accepted == 0
    assert len(names(desk)) == 1


def test_double_is_taken_when_the_officer_says_so(desk, tmp_path):
    take(desk, sheet_of(tmp_path, named("มูลนิธิป่าสมมติ")))
    result = take(
        desk,
        sheet_of(tmp_path, named("มูลนิธิป่าสมมติ"), name="2.csv"),
        replace(FREE, allows_doubles=True),
    )
    assert (result.accepted, result.refused) == (1, [])
    rows = desk.workspace.read.first_organizations(ALL, desk.workspace.today, 10)
    assert len(rows) == 2


def test_other_kind_and_other_name_are_no_doubles_and_the_same_sheet_is_looked_at(desk, tmp_path):
    rows = (
        named("สมมติรักษ์น้ำ", "มูลนิธิ"),
        named("สมมติรักษ์น้ำ", "กลุ่ม"),
        named("สมมติรักษ์ป่า", "มูลนิธิ"),
        named("สมมติ-รักษ์น้ำ", "มูลนิธิ"),
    )
    result = take(desk, sheet_of(tmp_path, *rows))
    assert keys_of(result) == {5: ["import.probably_same_row"]}
    assert "2" in sentences(result)[5][0]
    assert result.accepted == 3


def test_removed_subject_may_be_entered_anew(desk, tmp_path):
    first = take(desk, sheet_of(tmp_path, named("มูลนิธิป่าสมมติ")))
    undo(desk, first.batch)
    assert take(desk, sheet_of(tmp_path, named("มูลนิธิป่าสมมติ"), name="2.csv")).accepted == 1


def test_script_of_digits_alone_is_no_amendment(desk, tmp_path):
    head = ("รหัสระเบียน", *HEADINGS, "บ้านเลขที่", "หมายเหตุ")
    row = (None, *named("มูลนิธิป่าสมมติ"), "99/1", "ประชุมปีละ 4 ครั้ง")
    assert take(desk, as_csv(tmp_path / "1.csv", [head[1:], row[1:]])).accepted == 1
    kept = one(desk, "มูลนิธิป่าสมมติ")
    act = ChangeAddress(
        organization=OrganizationId(kept.id),
        address=kept.address.model_copy(update={"house": "๙๙/๑"}),
        reason=WHY,
    )
    desk.workspace.perform(act, desk.session)
    before = desk.workspace.read.counts()
    file = tmp_path / "out.xlsx"
    export_organizations(desk.workspace, desk.session, file, province=None, language="th")
    again = take(desk, file)
    assert (again.amended, again.unchanged) == (0, 1)
    assert one(desk, "มูลนิธิป่าสมมติ").address.house == "๙๙/๑"
    assert desk.workspace.read.counts()[0] == before[0] + 1  # the import itself
    moved = as_csv(tmp_path / "2.csv", [head, (kept.id, *named("มูลนิธิป่าสมมติ"), "100", None)])
    assert take(desk, moved).amended == 1
    assert one(desk, "มูลนิธิป่าสมมติ").address.house == "100"


@pytest.mark.parametrize("day", [date(2300, 1, 1), date(1026, 1, 1)])
def test_day_of_another_era_in_a_cell_is_refused_beside_its_column(desk, tmp_path, day):
    row = [*named("มูลนิธิป่าสมมติ")[:-1], day]
    if day.year < 1900:
        row[-1] = "1/1/1026"
    result = take(desk, as_xlsx(tmp_path / "days.xlsx", [HEADINGS, tuple(row)]))
    problem = result.refused[0].problems[0]
    assert problem.column == "registered_on"
    assert "พ.ศ." in sentences(result)[2][0]
