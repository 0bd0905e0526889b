"""What is refused says every reason with its rule; what is broken leaves a report that tells nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cso_registry.cli import looking
from cso_registry.cli.main import outcome
from cso_registry.host.paths import find_places
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.connection import DATABASE_NAME
from cso_registry.storage.reading import Reading
from cso_registry.workspace.ways import NAME
from tests.reliability.canaries import Canaries
from tests.support.desk import WHY
from tests.support.sheets import one_row_sheet


def file_of(terminal, said, name="act.json"):
    path = terminal.folder.parent / name
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


def registration(terminal, **changed):
    return {
        "organization": terminal.json("new-id")["id"],
        "identity": {"kind": "organization"},
        "names": {"th": "มูลนิธิ 🌳 สมมติ"},
        "address": {"area": "999999"},
        "purposes": {"main": "CP99", "others": ["CP99"]},
        "effective": "2026-01-01",
        "legal_basis": "NONE",
        **changed,
    }


def test_refusal_lists_every_reason_with_its_rule(terminal):
    file = file_of(terminal, registration(terminal))
    reasons = terminal.refused("act", "organization.register", "--file", file)["reasons"]
    rules = {reason["rule"] for reason in reasons}
    assert {"F:O1", "R-04", "F:A5", "F:A10", "R-76"} <= rules
    assert all(reason["sentence"] and reason["cite"] for reason in reasons)
    thai, english = (
        terminal("act", "organization.register", "--file", file, lang=lang) for lang in ("th", "en")
    )
    for told in (thai, english):
        assert told.code == 2
        assert told.out == ""
        assert all(f"[{rule}]" in told.err for rule in rules)
    assert thai.err != english.err
    assert thai.err.count("•") == english.err.count("•") == len(reasons)
    assert terminal.json("verify")["records"] == terminal.json("verify")["records"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"contact": {}, "reason": WHY}, "organization"),
        ({"organization": "x", "contact": {}, "reason": WHY}, "organization"),
        ({"organization": None, "contact": 5, "reason": "a"}, "contact"),
        ({"more": 1}, "more"),
        ('{"reason": NaN}', "reason"),
    ],
)
def test_act_that_cannot_be_read_says_which_field(terminal, said, field):
    file = file_of(terminal, said)
    reasons = terminal.refused("act", "organization.change_contact", "--file", file)
    assert field in {reason["field"] for reason in reasons["reasons"]}
    told = terminal("act", "organization.change_contact", "--file", file, lang="en")
    assert told.code == 2
    assert "•" in told.err


@pytest.mark.parametrize("said", ["[]", "not JSON", "", "5", '{"a": 1,}', "\x00", "[" * 5_000])
def test_file_that_is_no_act_is_told(terminal, said):
    (reason,) = terminal.refused(
        "act", "organization.change_contact", "--file", file_of(terminal, said)
    )["reasons"]
    assert reason["key"] in {"cli.not_json", "cli.not_an_object"}


@pytest.mark.parametrize("said", ['{"reason":"a","reason":"b"}', '{"contact":{"x":1,"x":1}}'])
def test_field_that_stands_twice_is_told_and_neither_value_taken(terminal, said):
    file = file_of(terminal, said)
    (reason,) = terminal.refused("act", "organization.change_contact", "--file", file)["reasons"]
    assert reason["key"] == "cli.said_twice"


def test_what_is_too_long_to_be_said_again_is_shortened(terminal):
    (reason,) = terminal.refused("show", "ก" * 5_000)["reasons"]
    assert reason["key"] == "record.not_found"
    assert len(reason["sentence"]) < 300


REFUSED = [
    (("act", "organization.fly", "--file", "x"), "act.unknown"),
    (("acts", "organization.fly"), "act.unknown"),
    (("act", "office.found", "--file", "x"), "act.has_own_command"),
    (("act", "officer.change_secret", "--file", "x"), "act.has_own_command"),
    (("act", "paper.issue", "--file", "x"), "act.has_own_command"),
    (("act", "organization.rename", "--file", "nowhere.json"), "cli.no_such_file"),
    (("show", "ไม่ใช่รหัส"), "record.not_found"),
    (("show", "00000000-0000-7000-8000-000000000077"), "record.not_found"),
    (("history", "00000000-0000-7000-8000-000000000077"), "record.not_found"),
    (("print", "D-02", "nothing", "--out", "x.pdf"), "record.not_found"),
    (("print", "D-02", "--out", "x.pdf"), "paper.not_a_form"),
    (("reprint", "00000000-0000-7000-8000-000000000077", "--out", "x", "--reason", WHY), "paper.unknown"),
    (("list", "mushrooms"), "cli.unknown_area"),
    (("import", "mushrooms", "x.csv"), "cli.unknown_area"),
    (("export", "mushrooms", "x.csv"), "cli.unknown_area"),
    (("undo-import", "00000000-0000-7000-8000-000000000077", "--reason", WHY), "record.unknown"),
    (("undo-import", "nothing", "--reason", WHY), "id.malformed"),
    (("notice-dates",), "cli.one_of_two"),
    (("notice-dates", "--received", "2026-01-01", "--end", "2026-05-01"), "cli.one_of_two"),
    (("notice-dates", "--received", "1/1/26"), "sheet.short_year"),
    (("notice-dates", "--received", "31/2/2569"), "date.no_such_day"),
    (("attach", "nowhere.pdf"), "cli.no_such_file"),
    (("save-attachment", "00000000-0000-7000-8000-000000000077", "x", "--to", "."), "record.not_found"),
    (("restore", "nowhere.backup"), "backup.missing"),
    (("--as", "ไม่มีคนนี้", "confirm-clock", "--reason", WHY), "sign_in.unknown_officer"),
    (("--acting-for", "ไม่มีคนนี้", "confirm-clock", "--reason", WHY), "sign_in.unknown_officer"),
    (("reset-secret", "ไม่มีคนนี้", "--reason", WHY), "sign_in.unknown_officer"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "key"), REFUSED)
def test_refusal_has_a_sentence(terminal, arguments, key):
    if arguments[0] == "restore":
        terminal.folder = terminal.folder.with_name("new")
    ((reason),) = terminal.refused(*arguments)["reasons"]
    assert reason["key"] == key
    thai, english = (terminal(*arguments, lang=lang) for lang in ("th", "en"))
    for person in (thai, english):
        assert (person.code, person.out) == (2, "")
    assert reason["sentence"] in thai.err
    assert english.err.isascii() or english.err != thai.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("appoint", "--file", "nowhere.json"),
        ("import", "organizations", "nowhere.csv"),
        ("import", "organizations", "."),
        ("import", "organizations", "nowhere.csv", "--mapping", "nowhere.toml"),
        ("change-secret", "--new", "nowhere.txt"),
        ("export", "organizations", "no/such/folder/out.csv"),
        ("print", "D-01", "--out", "no/such/folder/out.pdf"),
        ("restore", "nowhere.backup", "--recovery", "nowhere.key"),
    ],
)
def test_file_that_is_not_there_is_told_and_is_no_fault_of_ours(terminal, arguments):
    if arguments[0] == "restore":
        terminal.folder = terminal.folder.with_name("new")
    (reason,) = terminal.refused(*arguments)["reasons"]
    assert reason["sentence"]


@pytest.mark.parametrize("content", ["not = = TOML", '"ก" = 5', "\ufeff[a]\nb=1", ""])
def test_mapping_that_cannot_be_read(terminal, content):
    mapping = file_of(terminal, content, "mapping.toml")
    sheet = one_row_sheet(terminal.folder.parent)
    told = terminal("import", "organizations", sheet, "--mapping", mapping, as_json=True)
    if content:
        assert told.json["reasons"][0]["key"] in {"cli.bad_mapping", "cli.not_toml"}
    else:
        assert told.json["accepted"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("unknown-command",),
        ("lst",),
        ("show",),
        ("notice-dates", "--received"),
        ("help", "a", "b"),
        ("keys", "nope"),
        ("undo-import", "x"),
        ("list", "--no-such-option"),
        ("list", "--limit", "many"),
        ("list", "--limit", "0"),
        ("print", "D-02"),
        ("init",),
    ],
)
def test_wrong_usage_exits_2_and_says_so(terminal, arguments):
    for lang, letters in (("th", "[\u0e01-\u0e2e]"), ("en", "[a-z]")):
        told = terminal(*arguments, lang=lang)
        assert told.code == 2
        assert re.search(letters, told.err)
        assert lang == "th" or not re.search("[\u0e01-\u0e2e]", told.err)
        reason = terminal.refused(*arguments, lang=lang)["reasons"][0]
        assert reason["key"].startswith("cli.usage_")
        assert f"• {reason['sentence']}\n" == told.err
        assert reason["key"] != "cli.usage_other"


def test_nothing_after_a_group_of_commands_shows_its_help(terminal):
    told = terminal("keys")
    assert (told.code, told.err) == (2, "")
    assert "export" in told.out


def test_no_registry_and_wrong_passphrase(terminal):
    folder = terminal.folder
    terminal.folder = folder.with_name("none")
    assert terminal.refused("list")["reasons"][0]["key"] == "keyfile.missing"
    terminal.folder = folder
    terminal.passphrase = "ไม่ใช่วลีนี้-2569"
    assert terminal.refused("list")["reasons"][0]["key"] == "seal.wrong_passphrase"
    terminal.passphrase = None
    assert terminal.refused("list")["reasons"][0]["key"] == "host.no_passphrase"


def test_wrong_and_missing_officer_secret(terminal):
    terminal.officer_secret = "ไม่ใช่รหัสนี้นะ"
    arguments = ("confirm-clock", "--reason", WHY)
    assert terminal.refused(*arguments)["reasons"][0]["key"] == "sign_in.wrong_secret"
    for _ in range(3):
        terminal.refused(*arguments)
    assert terminal.refused(*arguments)["reasons"][0]["key"] == "sign_in.wait"
    terminal.officer_secret = None
    assert terminal.refused(*arguments)["reasons"][0]["key"] == "host.no_officer_secret"


def test_database_that_is_gone_or_damaged(terminal):
    path = terminal.folder / DATABASE_NAME
    whole = path.read_bytes()
    path.unlink()
    assert terminal.refused("list")["reasons"][0]["key"] == "storage.cannot_open"
    path.write_bytes(whole[:100] + bytes(100) + whole[200:])
    assert terminal.refused("list")["reasons"][0]["key"] == "storage.wrong_key_or_damaged"
    (terminal.folder / NAME).write_bytes(b"{}")
    assert terminal.refused("list")["reasons"][0]["key"] == "keyfile.damaged"


@pytest.mark.parametrize("start", range(2, 9, 2))
def test_damaged_page_never_ends_in_a_fault_of_ours(terminal, start):
    path = terminal.folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    for page in range(start, len(content) // 4096, 7):
        content[page * 4096 + 50] ^= 0x55
    path.write_bytes(content)
    for arguments in (
        ("list",),
        ("search", "ก"),
        ("verify",),
        ("officers",),
        ("numbers",),
        ("status",),
    ):
        told = terminal(*arguments, as_json=True)
        assert told.code in {0, 2}, told
        assert told.json


def test_verify_that_finds_something_exits_2(terminal, monkeypatch):
    from cso_registry.storage.verify import Finding, Prover  # noqa: PLC0415

    whole = Prover.prove

    def tampered(self, progress):
        found = whole(self, progress)
        found.findings.append(Finding("verify.table_differs", "tallies x"))
        return found

    monkeypatch.setattr(Prover, "prove", tampered)
    told = terminal("verify", as_json=True)
    assert told.code == 2
    assert told.json["sound"] is False
    assert "✗" in terminal("verify", lang="en").out


def reports():
    return sorted(find_places().logs.glob("fault-*.json"))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_fault_exits_70_and_its_report_holds_no_personal_data(terminal, monkeypatch, lang):
    canaries = Canaries()
    name = canaries.text("name of a person")
    canaries.words["passphrase"] = terminal.passphrase
    canaries.words["officer secret"] = terminal.officer_secret

    def broken(self, text, day, limit=50):
        raise RuntimeError(f"{text} {name} {RecordId('x')}", text)

    monkeypatch.setattr(Reading, "search", broken)
    before = reports()
    told = terminal("search", name, lang=lang)
    assert told.code == 70
    (report,) = set(reports()) - set(before)
    assert str(report) in told.err
    assert "Traceback" not in told.err + told.out
    said = json.loads(report.read_text("utf-8"))
    assert said["fault"][0]["kind"] == "builtins.RuntimeError"
    assert any("looking" in place for place in said["fault"][0]["at"])
    assert canaries.hits([report.parent]) == []
    assert name not in told.err + told.out


def test_fault_that_cannot_be_reported_still_exits_70(terminal, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(looking, "find_record", broken)
    logs = find_places().logs
    parked = logs.with_name("parked")
    if logs.exists():
        logs.rename(parked)
    logs.parent.mkdir(parents=True, exist_ok=True)
    logs.write_text("no folder")
    try:
        assert terminal("show", "x").code == 70
    finally:
        logs.unlink()
        if parked.exists():
            parked.rename(logs)


@pytest.mark.parametrize(
    "name",
    ["[bold]หนา[/bold] สมมติ", "[/x] สมมติ", ":smile: สมมติ", "a\\[b สมมติ", "100% {0} {name} สมมติ"],
)
def test_name_is_shown_as_it_is(terminal, name):
    said = registration(
        terminal, names={"th": name}, address={"area": "500101"}, purposes=None,
        legal_basis="PMO-2551", from_paper_book=True, effective="2015-01-01", reason="[/] เหตุผล",
    )  # fmt: skip
    told = terminal("act", "organization.register", "--file", file_of(terminal, said))
    assert told.code == 0, told
    identity = said["organization"]
    for arguments in (("list",), ("search", "สมมติ"), ("show", identity), ("history", identity)):
        person = terminal(*arguments)
        assert person.code == 0, person
        assert name in person.out.replace("\\\\", "\\")


def test_act_from_standard_input(terminal, monkeypatch, subject):
    said = {"organization": subject, "contact": {"website": "https://example.org"}, "reason": WHY}

    class Input:
        class buffer:  # noqa: N801
            @staticmethod
            def read(limit):
                return json.dumps(said).encode()[:limit]

        @staticmethod
        def isatty():
            return False

    monkeypatch.setattr("sys.stdin", Input)
    assert terminal.json("act", "organization.change_contact")["records"] == {
        subject: "organization"
    }


def test_same_act_twice_is_refused_the_second_time(terminal):
    said = registration(
        terminal, names={"th": "มูลนิธิสมมติ"}, address={"area": "500101"}, purposes=None,
        legal_basis="PMO-2551", from_paper_book=True, effective="2015-01-01",
    )  # fmt: skip
    file = file_of(terminal, said)
    terminal.json("act", "organization.register", "--file", file)
    told = terminal.refused("act", "organization.register", "--file", file)
    assert told["reasons"][0]["key"] == "record.exists"


def test_personal_data_are_masked_and_each_look_is_logged(terminal):
    rows = terminal.json("list", "organizations", "--kind", "person")["rows"]
    identity = rows[0]["id"]
    plain = terminal.json("show", identity)["groups"]
    full = terminal.json("show", identity, "--personal")["groups"]
    # The name of an entry of the register is shown alike by list, show and history.
    assert plain["person"]["given"] == full["person"]["given"]
    assert full["person"]["given"] in rows[0]["name"]
    assert plain["person"]["citizen_id"] == "••••"
    assert plain["residence"]["house"] == "••••"
    secret = full["person"]["citizen_id"]
    masked = json.dumps(terminal.json("history", identity), ensure_ascii=False)
    assert full["person"]["family"] in masked
    assert secret not in masked
    whole = json.dumps(terminal.json("history", identity, "--personal"), ensure_ascii=False)
    assert secret in whole
    looks = terminal.json("looks")["looks"]
    assert [one["what"] for one in looks if one["about"] == identity] == ["history", "viewed"]


def test_names_of_who_holds_a_post_are_no_names_of_entries(terminal):
    rows = terminal.json("list", "organizations")["rows"]
    shown = [terminal.json("show", row["id"])["groups"].get("posts", []) for row in rows]
    posts = [post for posts in shown for post in posts]
    assert posts
    assert {post["given"] for post in posts} == {"••••"}


def test_number_in_thai_digits_finds_the_record(terminal):
    row = next(r for r in terminal.json("list", "organizations")["rows"] if r["number"])
    thai = row["number"].translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert terminal.json("show", thai)["id"] == row["id"]


def test_no_arguments_show_help(capsys):
    assert outcome([]) in {0, 2}
    said = capsys.readouterr()
    assert "notice-dates" in said.out + said.err


def test_paths_are_shown_as_they_are(terminal):
    out = Path(terminal.folder.parent, "[x] สำเนา.backup")
    told = terminal("backup", out)
    assert told.code == 0
    assert str(out) in told.out
