"""A register over years, from the command line: doubles, forms, returns, one history."""

from __future__ import annotations

import json

import pytest

from tests.documents.paper_examples import copied
from tests.support.sheets import one_row_sheet

WHY = "คนละหมู่บ้าน (สมมติ)"
DAY = "2026-11-20"


def written(terminal, **fields):
    path = terminal.folder.parent / "act.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


def community(name="กลุ่มรักษ์ป่าต้นน้ำสมมติ"):
    return {
        "identity": {"kind": "community"},
        "names": {"th": name},
        "address": {"moo": "2", "area": "500103"},
        "contact": {"phone": "0-2000-7777"},
        "posts": [{"post": "representative", "given": "บุญเรือน", "has_mandate": True}],
        "effective": DAY,
        "order_number": "สมมติ 1/2569",
        "order_date": DAY,
        "legal_basis": "PMO-2551",
    }


def register(terminal, *more, **fields):
    path = written(terminal, **community(**fields))
    return terminal("act", "organization.register", "--file", path, *more, as_json=True)


@pytest.fixture
def number(terminal):
    told = register(terminal)
    assert told.code == 0, told
    return told.json["subjects"][0]["number"]


def test_a_likely_double_is_told_and_needs_a_reason(terminal, number):
    name = "ชมรมรักษ์ป่าตนน้ำ สมมติ"
    told = register(terminal, name=name)
    assert told.code == 2
    assert number in told.err
    (reason,) = told.json["reasons"]
    assert number in reason["sentence"]
    assert "--not-a-double" in reason["sentence"]
    done = register(terminal, "--not-a-double", WHY, name=name)
    assert done.code == 0, done
    assert number in done.err
    assert terminal.json("duplicates", number)["pairs"] == []


def test_a_person_reads_why_two_look_alike(terminal, number):
    fields = community("กลุ่มรักษ์ป่าต้นน้ำ สมมติ") | {"from_paper_book": True}
    path = written(terminal, **fields)
    assert terminal("act", "organization.register", "--file", path).code == 0
    told = terminal("duplicates", number, lang="en")
    assert "similar name, same phone, same tambon" in told.out
    assert "1 possible double\n" in told.out


def test_an_import_says_how_many_resemble_others(terminal):
    twin = "สมาคมในแผ่นงานสมมุติ,มูลนิธิ,เชียงใหม่,เมืองเชียงใหม่,ศรีภูมิ,2/2/2558"
    sheet = one_row_sheet(terminal.folder.parent, twin)
    assert terminal.json("import", "organizations", sheet, "--dry-run")["doubles"] == 0
    found = terminal.json("import", "organizations", sheet)
    assert (found["accepted"], found["doubles"]) == (2, 2)


def test_history_of_all_is_the_timeline(terminal, number):
    note = {
        "organization": number,
        "contacted": DAY,
        "means": "call",
        "topic": "ยืนยันที่ตั้ง",
    }
    done = terminal("act", "contact.note", "--file", written(terminal, **note), as_json=True)
    assert done.code == 0, done
    whole = terminal.json("history", number, "--all")
    assert whole == terminal.json("timeline", number)
    assert [one["kind"] for one in whole["acts"]] == ["organization.register", "contact.note"]
    told = terminal("timeline", number)
    assert "ยืนยันที่ตั้ง" in told.out


def test_a_history_of_all_is_that_of_a_subject(terminal):
    office = terminal.json("officers")["officers"][0]["id"]
    assert terminal.refused("history", office, "--all")


def test_the_same_batch_of_forms_is_printed_again(terminal):
    folder = terminal.folder.parent
    first = terminal.json("blank-forms", "--count", "2", "--out", folder / "one.pdf")
    again = terminal.json("blank-forms", "--again", first["number"], "--out", folder / "two.pdf")
    assert again["codes"] == first["codes"]
    pages = [copied((folder / name).read_bytes()) for name in ("one.pdf", "two.pdf")]
    assert pages[0] == pages[1]
    refused = terminal.refused("blank-forms", "--again", "1/2/3", "--out", folder / "no.pdf")
    assert "1/2/3" in json.dumps(refused, ensure_ascii=False)
    assert not (folder / "no.pdf").exists()


def test_open_applications_are_listed_until_they_lead_somewhere(terminal, number):
    fields = {"applicant": "นายตัวอย่าง", "subject_name": "กลุ่มสมมติ"}
    path = written(terminal, **fields)
    made = terminal.json("act", "intake.receive", "--file", path)
    (row,) = terminal.json("intakes")["intakes"]
    assert row["id"] in made["records"]
    assert row["days"] == 0
    link = written(terminal, intake=row["id"], organization=number)
    assert terminal("act", "intake.link", "--file", link).code == 0
    assert terminal.json("intakes")["count"] == 0
    assert "intake.link" in {one["kind"] for one in terminal.json("timeline", number)["acts"]}


def test_a_subject_is_divided_and_put_together_by_its_numbers(terminal, number):
    order = {"effective": DAY, "order_number": "สมมติ 9/2569", "order_date": "20 พ.ย. 2569"}
    order |= {"legal_basis": "PMO-2551", "reason": "มติที่ประชุมใหญ่ (สมมติ)"}
    person = {"post": "representative", "given": "สมปอง", "has_mandate": True}
    parts = [
        {"names": {"th": f"กลุ่มรักษ์ต้นน้ำฝั่ง{side}สมมติ"}, "posts": [person]} for side in ("เหนือ", "ใต้")
    ]
    split = written(terminal, organization=number, parts=parts, **order)
    made = terminal.json("act", "organization.split", "--file", split)
    numbers = sorted({one["number"] for one in made["subjects"]} - {number})
    assert len(numbers) == 2
    for one in (number, *numbers):
        assert terminal.json("search", one)["rows"]
    told = terminal("show", number).out
    assert "แยกออกเป็นองค์กรอื่น" in told
    unknown = written(terminal, organization=number, others=["9/9999/9"], **order)
    refused = terminal.refused("act", "organization.undo_succession", "--file", unknown)
    assert [reason["field"] for reason in refused["reasons"]] == ["others.0"]
    back = written(terminal, organization=number, others=numbers, **order)
    assert terminal("act", "organization.undo_succession", "--file", back).code == 0
    rows = terminal.json("list", "organizations", "--status", "registered")["rows"]
    assert {row["number"] for row in rows} & {number, *numbers} == {number}
