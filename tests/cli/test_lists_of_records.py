"""One list for every type of record; what ends; the log of looks; imports; a later key."""

from __future__ import annotations

import json

import pytest

from cso_registry.cli.record_lists import status_words
from cso_registry.domain.catalogue import RECORDS
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, OFFICER_SECRET, PASSPHRASE, WHY, delivered
from tests.support.sheets import one_row_sheet

FIRST_SECRET = "รหัสลับแรกสมมติ-31"


def written(terminal, name, said):
    path = terminal.folder.parent / name
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


def letter_about(terminal):
    subject = terminal.json("list", "organizations", "--kind", "organization")["rows"][0]
    out = terminal.folder.parent / "letter.pdf"
    body = "body=สำนักงานได้รับเอกสารสมมติแล้ว"
    terminal.json("print", "L-00", subject["id"], "--with", body, "--out", out)
    return subject


@pytest.mark.parametrize("record_type", sorted(RECORDS))
@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_type_of_record_has_a_list(terminal, record_type, lang):
    told = terminal("list", record_type, lang=lang)
    assert told.code == 0, told
    assert terminal.json("list", record_type)["rows"] is not None
    assert delivered().texts.value(f"record.{record_type}").say(lang)


def test_list_of_letters_names_its_subject_and_filters(terminal):
    subject = letter_about(terminal)
    row = terminal.json("list", "letter")["rows"][0]
    assert row["about_number"] == subject["number"]
    assert row["about_name"] == subject["name"]
    about = terminal.json("list", "letter", "--about", subject["number"])["rows"]
    assert [one["id"] for one in about] == [row["id"]]
    rows = terminal.json("list", "organizations")["rows"]
    other = next(one for one in rows if one["id"] != subject["id"])
    assert terminal.json("list", "letter", "--about", other["number"])["rows"] == []
    under = terminal.json("list", "letter", "--under", subject["number"])["rows"]
    assert [one["id"] for one in under] == [row["id"]]
    assert terminal.json("list", "letter", "--under", other["number"])["rows"] == []
    known = terminal.json("list", "letter", "--status", row["status"])["rows"]
    assert [one["id"] for one in known] == [row["id"]]
    assert terminal.refused("list", "letter", "--status", "เห็ด")["reasons"][0]["key"] == (
        "cli.unknown_value"
    )
    told = terminal("list", "letter")
    assert subject["name"] in told.out
    assert row["status"] not in told.out.replace(row["id"], "")


def test_until_keeps_what_ends_by_then(terminal):
    rows = terminal.json("list", "certificate", "--until", "1/1/2569")["rows"]
    assert rows == []
    assert terminal.refused("list", "letter", "--kind", "group")["reasons"][0]["key"] == (
        "list.no_kind"
    )
    assert terminal.refused("list", "--until", "1/1/2569")["reasons"][0]["key"] == (
        "list.subjects_have_none"
    )


def test_type_is_named_in_words_and_unknown_ones_are_told(terminal):
    words = delivered().texts.value("record.letter").th
    assert terminal.json("list", words) == terminal.json("list", "letter")
    sentence = terminal.refused("list", "mushrooms")["reasons"][0]["sentence"]
    assert words in sentence
    assert "letter" in sentence


def test_no_status_stands_as_a_code():
    class Saying:
        texts, language = delivered().texts, "th"

    known = {
        "officer": ("at_work", "left"),
        "batch": ("imported", "undone", "printing", "printed"),
        "paper": ("issued",),
        "breach": ("weighs", "lifted"),
        "security_paper": ("received",),
        "contact_note": ("open", "noted", "not_reached"),
    }
    for record_type, codes in known.items():
        for code in codes:
            assert status_words(Saying, record_type, code) != code, (record_type, code)


def test_due_lists_what_the_status_counts(terminal):
    counted = terminal.json("status")
    assert terminal.json("due")["count"] == counted["due_documents"]
    whole = terminal.json("due", "--within", "36500", "--overdue")["due"]
    routine = [one for one in whole if one["weight"] == "routine"]
    assert routine == sorted(routine, key=lambda one: one["day"])
    late = sum(one["count"] for one in whole if one["overdue"])
    assert late == counted["overdue_documents"]
    assert whole
    told = terminal("due", "--within", "36500", "--overdue")
    assert whole[0]["title"] in told.out
    assert whole[0]["what"] not in told.out
    assert whole[0]["day"] not in told.out


def test_only_administrators_and_auditors_read_the_log(terminal):
    subject = letter_about(terminal)
    terminal.json("show", subject["id"], "--personal")
    assert "viewed" in {one["what"] for one in terminal.json("looks")["looks"]}
    told = terminal("looks")
    assert subject["name"] in told.out
    assert "viewed" not in told.out
    plain_officer(terminal)
    refused = terminal.refused("--as", "สมศรี", "looks")["reasons"][0]
    assert refused["key"] == "looks.role_missing"
    assert "ผู้ดูแลระบบ" in refused["sentence"]
    assert "auditor" not in refused["sentence"]
    terminal.officer_secret = OFFICER_SECRET.reveal_text()
    newest = terminal.json("--as", "ผู้ก่อตั้ง", "looks")["looks"]
    assert "denied looks" in {one["what"] for one in newest}


def plain_officer(terminal):
    """Appoint an officer who has changed the first secret and now sits at the terminal."""
    appointment = {
        "given": "สมศรี", "family": "ตัวอย่าง", "role": "officer", "jurisdiction": "00",
        "starts": "2026-01-01", "order_number": "1/2569",
    }  # fmt: skip
    first = written(terminal, "first.txt", FIRST_SECRET)
    file = written(terminal, "appoint.json", appointment)
    terminal.json("appoint", "--file", file, "--first-secret", first)
    terminal.officer_secret = FIRST_SECRET
    own = written(terminal, "own.txt", "รหัสลับของสมศรีเอง-9")
    terminal.json("--as", "สมศรี", "change-secret", "--new", own)
    terminal.officer_secret = "รหัสลับของสมศรีเอง-9"


def test_first_secret_allows_nothing_but_changing_it(terminal):
    appointment = {
        "given": "สมศรี", "family": "ตัวอย่าง", "role": "officer", "jurisdiction": "00",
        "starts": "2026-01-01", "order_number": "1/2569",
    }  # fmt: skip
    first = written(terminal, "first.txt", FIRST_SECRET)
    file = written(terminal, "appoint.json", appointment)
    terminal.json("appoint", "--file", file, "--first-secret", first)
    terminal.officer_secret = FIRST_SECRET
    subject = terminal.json("list", "organizations")["rows"][0]["id"]
    contact = written(
        terminal, "contact.json",
        {"organization": subject, "contact": {"website": "https://example.org"}, "reason": WHY},
    )  # fmt: skip
    for words in (
        ("act", "organization.change_contact", "--file", contact),
        ("show", subject, "--personal"),
        ("export", "organizations", terminal.folder.parent / "out.xlsx"),
    ):
        for lang, command in (("th", "เปลี่ยน"), ("en", "Change it")):
            reason = terminal.refused("--as", "สมศรี", *words, lang=lang)["reasons"][0]
            assert reason["key"] == "sign_in.first_secret"
            assert "change-secret" in reason["sentence"]
            assert command in reason["sentence"]
    own = written(terminal, "own.txt", "รหัสลับของสมศรีเอง-9")
    terminal.json("--as", "สมศรี", "change-secret", "--new", own)
    terminal.officer_secret = "รหัสลับของสมศรีเอง-9"
    terminal.json("--as", "สมศรี", "act", "organization.change_contact", "--file", contact)


def test_batches_are_listed_and_say_when_they_were_undone(terminal):
    batch = terminal.json("import", "organizations", one_row_sheet(terminal.folder.parent))
    row = terminal.json("batches")["batches"][0]
    assert row["batch"] == batch["batch"]
    assert (row["rows"], row["accepted"], row["rejected"]) == (2, 1, 1)
    assert row["undone"] is None
    terminal.json("undo-import", batch["batch"], "--reason", WHY)
    assert terminal.json("batches")["batches"][0]["undone"] is not None
    assert "ยกเลิกเมื่อ" in terminal("batches").out


def test_key_that_was_added_later_opens_the_registry(terminal):
    out = terminal.folder.parent / "later.json"
    secret = written(terminal, "secret.txt", PASSPHRASE.reveal_text())
    told = terminal.json("add-recovery-key", "--out", out, "--secret", secret)
    assert told["recovery_keys"] == 1
    made = terminal.folder.parent / "made.backup"
    terminal.json("backup", made)
    home, terminal.folder = terminal.folder, terminal.folder.with_name("restored")
    terminal.json("restore", made, "--recovery", out)
    with Workspace.opened(home, KEYS, delivered()) as workspace:
        assert workspace.verify().is_sound
    terminal.folder = home
    again = terminal.refused("add-recovery-key", "--out", out, "--secret", secret)
    assert again["reasons"][0]["key"] == "cli.file_exists"


def test_only_an_administrator_adds_a_recovery_key(terminal):
    plain_officer(terminal)
    out = terminal.folder.parent / "later.json"
    secret = written(terminal, "secret.txt", PASSPHRASE.reveal_text())
    told = terminal.refused("--as", "สมศรี", "add-recovery-key", "--out", out, "--secret", secret)
    assert told["reasons"][0]["key"] == "recovery.role_missing"
    assert not out.exists()
