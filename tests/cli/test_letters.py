"""The letter book from the command line: in, out, sent, batches, the year's end."""

from __future__ import annotations

import json

import pytest

from tests.documents.paper_examples import copied

BODY = ("--with", "body=ขอให้ส่งรายงานสมมติ", "--with", "topic=การส่งรายงาน")


@pytest.fixture
def numbers(terminal):
    return [row["number"] for row in terminal.json("list", "organizations")["rows"]]


def act(terminal, kind, **fields):
    path = terminal.folder.parent / f"{kind}.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    return terminal("act", kind, "--file", path, as_json=True)


def printed(terminal, number, name="letter.pdf"):
    out = terminal.folder.parent / name
    assert terminal.json("print", "L-00", number, *BODY, "--out", out)["paper"]
    return out


def test_a_letter_comes_in_and_is_found_by_subject_and_number(terminal, numbers):
    told = act(
        terminal,
        "letter.receive",
        received="19 พฤศจิกายน 2569",
        sender="กลุ่มสมมติ",
        topic="ส่งรายงานประจำปี",
        subject=numbers[0],
    )
    assert told.code == 0, told
    (letter,) = terminal.json("letters", "--about", numbers[0])["letters"]
    assert (letter["direction"], letter["status"]) == ("incoming", "received")
    shown = terminal.json("show", f"letter_in:{letter['number']}")
    assert shown["id"] == letter["id"]
    assert [one["id"] for one in terminal.json("show", numbers[0])["letters"]] == [letter["id"]]
    assert terminal.json("letters", "--text", "ประจำปี")["letters"] == [letter]


def test_a_register_number_still_finds_its_subject(terminal, numbers):
    """Letters are numbered 0001, too; the first subject stays the first subject."""
    subject = terminal.json("show", numbers[0])["id"]
    for at in range(3):
        printed(terminal, numbers[0], f"{at}.pdf")
    assert terminal.json("show", numbers[0])["id"] == subject
    assert {one["number"] for one in terminal.json("letters")["letters"]} & set(numbers) == set()


def test_a_letter_is_named_by_its_number_in_acts(terminal, numbers):
    printed(terminal, numbers[0])
    (letter,) = terminal.json("letters", "--status", "issued")["letters"]
    sent = {"letter": letter["number"], "sent": letter["dated"]}
    told = act(terminal, "letter.send", **sent, way="registered_post")
    assert told.code == 2
    assert told.json["reasons"][0]["rule"] == "F:J4"
    assert act(terminal, "letter.send", **sent, way="post").code == 0
    assert [one["status"] for one in terminal.json("letters", "--undelivered")["letters"]] == [
        "sent"
    ]
    back = {"letter": letter["number"], "day": letter["dated"], "cause": "ย้ายที่อยู่"}
    assert act(terminal, "letter.returned", **back).code == 0
    (back,) = terminal.json("letters", "--undelivered")["letters"]
    assert back["status"] == "returned"


def test_a_batch_from_a_file_says_who_got_none(terminal, numbers):
    named, out = terminal.folder.parent / "ids.txt", terminal.folder.parent / "all.pdf"
    named.write_text(f"# สมมติ\n{numbers[0]}\n\n{numbers[1]}\n", encoding="utf-8")
    made = terminal.json("print", "L-00", "--batch", "--file", named, *BODY, "--out", out)
    assert (made["papers"], made["left"], made["refused"]) == (2, 0, [])
    assert "ใบปะหน้าชุดพิมพ์" in copied(out.read_bytes())
    again = terminal.folder.parent / "rest.pdf"
    rest = terminal.json("print", "L-00", "--resume", made["batch"], "--out", again)
    assert (rest["papers"], rest["files"]) == (0, [])
    assert not again.exists()
    told = terminal("print", "L-00", "--resume", made["batch"], "--out", out, as_json=True)
    assert told.json["reasons"][0]["key"] == "cli.file_exists"


def test_a_batch_from_a_list_takes_all_that_fit(terminal, numbers):
    out = terminal.folder.parent / "all.pdf"
    made = terminal.json("print", "D-02", "--batch", "--list", "status=registered", "--out", out)
    assert made["papers"] == len(numbers)


@pytest.mark.parametrize(("code", "wrong"), [("D-02", "colour=red"), ("L-03", "until=2026-01-01")])
def test_a_batch_knows_its_filters(terminal, code, wrong):
    out = terminal.folder.parent / "some.pdf"
    told = terminal("print", code, "--batch", "--list", wrong, "--out", out, as_json=True)
    (reason,) = told.json["reasons"]
    assert reason["key"] == "cli.unknown_filter"
    assert wrong.partition("=")[0] in reason["sentence"]


@pytest.mark.parametrize("words", [(), ("--file", "x", "--list", "province=50")])
def test_a_batch_needs_one_way_of_naming(terminal, words):
    out = terminal.folder.parent / "all.pdf"
    told = terminal("print", "L-00", "--batch", *words, "--out", out, as_json=True)
    assert told.json["reasons"][0]["key"] == "cli.one_of_two"


def test_the_year_is_looked_at_and_not_closed_before_its_end(terminal, numbers):
    printed(terminal, numbers[0])
    year = terminal.json("letters")["letters"][0]["number"].split("/")[1]
    looked = terminal.json("year-end", year)
    assert looked["closed"] is None
    assert {"letter_out"} <= {one["series"] for one in looked["series"]}
    told = terminal("year-end", year, "--close", as_json=True)
    assert told.code == 2
    assert "F:X22" in {reason["rule"] for reason in told.json["reasons"]}
    assert terminal("year-end", "ปีนี้", as_json=True).json["reasons"][0]["key"] == "letter.bad_year"


def test_the_scan_of_a_letter_is_kept_and_given_back(terminal, numbers):
    scan = terminal.folder.parent / "หนังสือ.pdf"
    scan.write_bytes(b"%PDF-1.7 invented letter")
    kept = terminal.json("attach", scan)
    told = act(
        terminal,
        "letter.receive",
        received="19 พฤศจิกายน 2569",
        sender="กลุ่มสมมติ",
        topic="ส่งหนังสือ",
        subject=numbers[0],
        scans=[kept],
    )
    assert told.code == 0, told
    letter = terminal.json("letters")["letters"][0]["id"]
    to = terminal.folder.parent / "out"
    to.mkdir()
    saved = terminal.json("save-attachment", letter, "1", "--to", to)["file"]
    assert (to / saved).read_bytes() == scan.read_bytes()
    assert terminal("save-attachment", letter, "2", "--to", to, as_json=True).code == 2
