"""Certificates are checked on another computer that has only the program (C7, X16, X17)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cso_registry.workspace.workspace import Workspace
from tests.certificates import distorted, made
from tests.certificates.sample_claims import SAMPLE
from tests.cli.conftest import Terminal
from tests.support.certificate_here import certificate_file, certificate_here
from tests.support.desk import KEYS, OFFICER_SECRET, delivered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def elsewhere(tmp_path: Path, capsys, monkeypatch) -> Terminal:
    """Another person's computer: no registry, no secret, a profile of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "profile"))
    found = Terminal(tmp_path / "nothing" / "registry", capsys)
    found.passphrase = found.officer_secret = None
    return found


def exported(terminal: Terminal) -> tuple[Path, list[str]]:
    out = terminal.folder.parent / "keys.txt"
    return out, terminal.json("keys", "export", "--out", out)["words"]


def test_a_key_sheet_is_trusted_once_its_words_were_compared(terminal, elsewhere) -> None:
    sheet, words = exported(terminal)
    assert len(words) == 8
    paper = certificate_file(terminal.folder, terminal.folder.parent / "paper.pdf")
    before = elsewhere("check-certificate", paper, as_json=True)
    assert before.code == 2
    assert before.json["certificates"][0]["verdict"] == "unproved"

    assert elsewhere.refused("keys", "trust", sheet)["reasons"][0]["key"] == "keys.say_words"
    wrong = " ".join(reversed(words))
    refused = elsewhere.refused("keys", "trust", sheet, "--words", wrong)
    assert refused["reasons"][0]["key"] == "keys.words_differ"
    assert elsewhere.json("keys", "list") == {"sheets": []}

    elsewhere.json("keys", "trust", sheet, "--words", " ".join(words))
    assert len(elsewhere.json("keys", "list")["sheets"]) == 1
    answer = elsewhere.json("check-certificate", paper)["certificates"][0]
    assert answer["verdict"] == "valid"
    assert answer["key"]["how"] == "compared"
    assert answer["key"]["words"] == words
    assert answer["must_say"]["name"] == [SAMPLE.name]


def test_a_sheet_can_be_named_for_one_check_and_a_code_be_pasted(terminal, elsewhere) -> None:
    sheet, _ = exported(terminal)
    code = made.code_of(certificate_here(terminal.folder))
    answer = elsewhere.json("check-certificate", code, "--keys", sheet)["certificates"][0]
    assert (answer["verdict"], answer["key"]["how"]) == ("valid", "named")
    pasted = terminal.folder.parent / "pasted.txt"
    pasted.write_text(code + "\n", encoding="utf-8")
    assert elsewhere("check-certificate", pasted, "--keys", sheet).code == 0


def test_the_printed_key_sheet_enrols_from_its_picture(terminal, elsewhere) -> None:
    out = terminal.folder.parent / "s08.pdf"
    terminal.json("print", "S-08", "--out", out)
    _, words = exported(terminal)
    picture = terminal.folder.parent / "s08.jpg"
    page = distorted.page_at(out.read_bytes(), 150)
    picture.write_bytes(distorted.as_jpeg(distorted.turned(page, 17)))
    elsewhere.json("keys", "trust", picture, "--words", " ".join(words))
    elsewhere.json("keys", "trust", out, "--words", " ".join(words))
    assert len(elsewhere.json("keys", "list")["sheets"]) == 1


def test_old_certificates_stay_valid_when_the_key_was_renewed(terminal, elsewhere) -> None:
    paper = certificate_file(terminal.folder, terminal.folder.parent / "paper.pdf")
    sheet, words = exported(terminal)
    elsewhere.json("keys", "trust", sheet, "--words", " ".join(words))
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        session = workspace.sign_in(workspace.officer("").officer_id, OFFICER_SECRET)
        workspace.renew_keys(session, "ครบกำหนดสมมติ")
    newer = terminal.folder.parent / "newer.txt"
    new_words = terminal.json("keys", "export", "--out", newer)["words"]
    assert new_words != words
    assert elsewhere.refused("keys", "trust", newer)["reasons"][0]["key"] == "keys.say_words"
    elsewhere.json("keys", "trust", newer, "--words", " ".join(new_words))
    answer = elsewhere.json("check-certificate", paper)["certificates"][0]
    assert answer["verdict"] == "valid"


def test_a_lost_key_is_told_with_its_day(terminal, elsewhere) -> None:
    paper = certificate_file(terminal.folder, terminal.folder.parent / "paper.pdf")
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        session = workspace.sign_in(workspace.officer("").officer_id, OFFICER_SECRET)
        workspace.renew_keys(session, "เครื่องหายสมมติ", compromised=True)
    sheet, _ = exported(terminal)
    told = elsewhere("check-certificate", paper, "--keys", sheet, as_json=True)
    assert told.code == 2
    answer = told.json["certificates"][0]
    assert answer["verdict"] == "unproved"
    assert "check.key_lost" in {one["key"] for one in answer["findings"]}


def test_a_changed_key_sheet_is_refused(terminal, elsewhere) -> None:
    sheet, _ = exported(terminal)
    text = sheet.read_text(encoding="utf-8")
    at = text.index("CSOK1:") + 60
    sheet.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :], "utf-8")
    refused = elsewhere.refused("check-certificate", "CSO1:X", "--keys", sheet)
    assert refused["reasons"][0]["key"] in {
        "keys.sheet_not_signed",
        "keys.sheet_unreadable",
        "seal.bad_public_key",
    }


def test_a_status_list_settles_a_typed_code(terminal, elsewhere) -> None:
    keys = terminal.folder.parent / "made-keys.txt"
    keys.write_text(made.sheet().text(), encoding="utf-8")
    listed = terminal.folder.parent / "list.json"
    listed.write_bytes(made.status_file(made.Listing(status="revoked", since="2026-11-30")))
    told = elsewhere(
        "check-certificate", made.short_code(SAMPLE).lower(), "--keys", keys,
        "--status-list", listed, as_json=True,
    )  # fmt: skip
    assert told.code == 2
    answer = told.json["certificates"][0]
    assert answer["verdict"] == "not_valid"
    assert answer["status"]["status"] == "revoked"
    assert answer["status"]["list"] == "ตย/2570/1"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("no-such-file.pdf", "cli.no_such_file"),
        ("คำทั่วไป", "check.neither_file_nor_code"),
        ("CSO1:", "code.unreadable"),
        ("3333-3333-3333-3333-3334", "code.short_mistyped"),
    ],
)
def test_what_cannot_be_checked_says_what_to_do(elsewhere, said: str, key: str) -> None:
    reasons = elsewhere.refused("check-certificate", said)["reasons"]
    assert reasons[0]["key"] == key


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_person_is_told_everything(terminal, elsewhere, lang: str) -> None:
    sheet, words = exported(terminal)
    paper = certificate_file(terminal.folder, terminal.folder.parent / "paper.pdf")
    told = elsewhere("check-certificate", paper, "--keys", sheet, lang=lang)
    assert told.code == 0
    for piece in (SAMPLE.number, SAMPLE.name, " ".join(words), "--status-list"):
        assert piece in told.out
    assert json.dumps("{") not in told.out
