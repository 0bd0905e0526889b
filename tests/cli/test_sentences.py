"""What a clerk is told says where it is, what to do, and in words, not in codes of the program."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_every_command import act_file, appointment, handed_in, secret_file
from tests.support.desk import WHY

SHEET = """ชื่อองค์กร,ประเภท,ต.,อ.,จ.,วันที่จดทะเบียน
กลุ่มหนึ่ง (สมมติ),กลุ่ม,วัดจันทร์,เมือง,พล.,2/1/2568
,กลุ่ม,วัดจันทร์,เมือง,พิษณุโลก,2/1/2568
กลุ่มสาม (สมมติ),กลุ่ม,ไม่มีตำบลนี้,เมือง,พิษณุโลก,2/1/2568
กลุ่มสี่ (สมมติ),กลุ่ม,บ้านกลาง,,พิษณุโลก,31/2/2568
กลุ่มห้า (สมมติ),กลุ่ม,วัดจันทร์,เมือง,จ.พิษณุโลก,2/1/2568
"""
REGISTRATION = {
    "identity": {"kind": "group", "form": "CF07"},
    "names": {"th": "กลุ่มใหม่ (สมมติ)"},
    "address": {"area": "650103"},
    "purposes": {"main": "CP04"},
    "posts": [{"post": "leader", "given": "ตัวอย่าง", "has_mandate": True}],
    "effective": "2 มกราคม 2568",
    "order_number": "1/2568",
    "order_date": "2 มกราคม 2568",
    "legal_basis": "PMO-2551",
}


def refused_registration(terminal, **changed):
    file = act_file(terminal, **{**REGISTRATION, **changed})
    return terminal("act", "organization.register", "--file", file)


def test_a_row_that_is_refused_says_in_which_column_and_which_name(terminal, tmp_path):
    sheet = tmp_path / "รายชื่อ.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    rejects = tmp_path / "ไม่รับ.csv"
    told = terminal("import", "organizations", sheet, "--dry-run", "--rejects", rejects)
    assert told.code == 0, told
    lines = told.out.splitlines()
    assert any(line.startswith("แถวที่ 2: จ.: ไม่พบพื้นที่ «พล.»") for line in lines)
    assert any(line.startswith("แถวที่ 3: ชื่อองค์กร: ช่องนี้ว่าง") for line in lines)
    assert any("ต.: ไม่พบ «ไม่มีตำบลนี้» ใน «เมือง»" in line for line in lines)
    assert any("วันที่จดทะเบียน: ไม่มีวันที่ 31 ในเดือน 2" in line for line in lines)
    assert "จะรับ 1 ราย" in told.out
    assert "หัวตาราง «อ.» อ่านเป็น อำเภอ (amphoe)" in told.out
    assert "จ.: ไม่พบพื้นที่" in rejects.read_text("utf-8-sig")


def test_a_column_that_is_missing_is_told_beside_those_that_are_not_known(terminal, tmp_path):
    sheet = tmp_path / "รายชื่อ.csv"
    sheet.write_text("จ.,ประเภท,กองงานไหน\nพิษณุโลก,กลุ่ม,ก\n", encoding="utf-8")
    told = terminal("import", "organizations", sheet, "--dry-run")
    assert told.code == 2
    assert "ชื่อองค์กร" in told.err
    assert "กองงานไหน" in told.err
    assert "--mapping" in told.err


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"order_number": ""}, "คำสั่งที่ (order_number): ว่างอยู่"),
        ({"names": {"th": "  "}}, "ชื่อภาษาไทย (names.th): ว่างอยู่"),
        ({"identity": {"kind": "กลุ่ม"}}, "ใช้ได้: organization, group, community, person"),
        ({"effective": "10/3/68"}, "โปรดเขียนปี พ.ศ. ให้ครบสี่หลัก"),
    ],
)
def test_a_field_that_is_refused_says_what_to_do(terminal, changed, said):
    told = refused_registration(terminal, **changed)
    assert told.code == 2
    assert said in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--limit", "0"), "ต้องตั้งแต่ 1 ขึ้นไป"),
        (("list", "--limit", "x"), "ต้องเป็นจำนวนเต็ม"),
        (("act", "organization.registr"), "organization.register"),
        (("apoint",), "appoint"),
    ],
)
def test_a_mistyped_command_is_told_with_what_it_takes(terminal, words, said):
    told = terminal(*words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_language_that_is_not_known_is_told_with_those_that_are(terminal):
    told = terminal("list", lang="xx")
    assert told.code == 2
    assert "th, en" in told.err


def test_a_number_that_was_given_is_told(terminal):
    fields = {"applicant": "นายตัวอย่าง", "subject_name": "กลุ่มสมมติ"}
    file = act_file(terminal, "intake.json", **fields)
    told = terminal("act", "intake.receive", "--file", file)
    assert "คำขอที่รับไว้ เลขที่" in told.out
    handed_in(terminal)
    assert terminal.json("act", "intake.receive", "--file", file)["numbers"][0]["number"].endswith(
        "0003"
    )


def test_letters_show_their_days_in_words(terminal):
    fields = {"received": "7 มกราคม 2568", "sender": "มูลนิธิสมมติ", "topic": "แจ้งที่อยู่"}
    told = terminal("act", "letter.receive", "--file", act_file(terminal, "in.json", **fields))
    assert told.code == 0, told
    shown = terminal("letters").out
    assert "2568" in shown
    assert "2025-" not in shown


def test_what_is_not_asked_for_is_no_fault_and_a_series_is_said_in_words(terminal):
    told = terminal("act", "organization.register", "--file", act_file(terminal, **REGISTRATION))
    assert told.code == 0, told
    number = terminal.json("search", "กลุ่มใหม่")["rows"][0]["number"]
    shown = terminal("show", number).out
    assert "– หลักฐานแสดงที่ตั้ง: ยังไม่มี, ไม่บังคับ" in shown
    assert "✗ แบบคำขอจดทะเบียน: ยังไม่มี" in shown
    assert "register:" not in shown


def test_a_backup_says_that_its_restore_was_rehearsed(terminal, tmp_path):
    assert "ลองกู้คืนจากแฟ้มนี้แล้วสำเร็จ" in terminal("backup", tmp_path / "a.backup", "--rehearse").out
    assert "ลองกู้คืน" not in terminal("backup", tmp_path / "b.backup").out


def test_the_log_of_looks_names_no_office_by_its_id(terminal, tmp_path):
    assert terminal("export", "organizations", tmp_path / "out.csv").code == 0
    office = terminal.json("status")["office"]["id"]
    shown = terminal("looks").out
    assert "ส่งออกทะเบียน" in shown
    assert office not in shown


def test_founding_says_where_the_recovery_key_is_and_what_comes_next(bare, tmp_path):
    key = tmp_path / "กู้คืน.key"
    words = ("--code", "พล", "--name", "สำนักงาน (สมมติ)", "--given", "ก", "--family", "ข")
    told = bare("init", *words, "--recovery-out", key)
    assert told.code == 0, told
    assert str(key) in told.out
    assert "help officers" in told.out


def test_an_officer_who_is_appointed_is_told_what_to_do_next(terminal):
    file = appointment(terminal)
    told = terminal("appoint", "--file", file, "--first-secret", secret_file(terminal))
    assert "change-secret" in told.out
    assert json.loads(file.read_text("utf-8"))["given"] in told.out


@pytest.mark.parametrize("command", ["print", "reprint", "letter-book", "year-end", "blank-forms"])
def test_no_paper_is_put_over_a_file_that_is_there(terminal, tmp_path, subject, command):
    kept = tmp_path / "บัญชีของฉัน.pdf"
    kept.write_text("ของเดิม", encoding="utf-8")
    words = {
        "print": ("D-02", subject),
        "reprint": (subject, "--reason", "ฉบับแรกหาย"),
        "year-end": ("2570",),
        "blank-forms": ("--count", "2"),
    }.get(command, ())
    before = terminal.json("status")["entries"]
    told = terminal.refused(command, *words, "--out", kept)
    assert told["reasons"][0]["key"] == "cli.file_exists"
    assert kept.read_text("utf-8") == "ของเดิม"
    assert terminal.json("status")["entries"] == before


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_person_with_two_posts_is_told_and_not_named(terminal, lang):
    rows = terminal.json("list", "organizations", "--kind", "organization")["rows"][:2]
    for row in rows:
        post = {"post": "treasurer", "given": "สองตำแหน่ง", "family": "สมมติทดลอง"}
        file = act_file(terminal, organization=row["id"], post=post, reason=WHY)
        terminal.json("act", "organization.put_post", "--file", file)
    (told,) = terminal.json("show", rows[0]["id"])["elsewhere"]
    assert (told["other"], told["other_post"], told["certain"]) == (
        rows[1]["id"],
        "treasurer",
        False,
    )
    shown = terminal("show", rows[0]["id"], lang=lang).out
    assert rows[1]["name"] in shown
    assert "สองตำแหน่ง" not in shown
