"""The whole flow with canaries: nothing personal and no secret lies in the open (Q:R20)."""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING

import pytest

from cso_registry.cli.main import outcome
from cso_registry.host.crash import write_report
from cso_registry.host.logging import start_log, stop_log
from cso_registry.storage.connection import DATABASE_NAME
from tests.reliability.canaries import Canaries

if TYPE_CHECKING:
    from pathlib import Path

MASKED = frozenset({"show", "history", "backup", "verify"})
"""Commands that say nothing personal unless they are asked to, which is logged."""
ORDER = {"order_number": "1/2569", "order_date": "2026-11-02", "legal_basis": "PMO-2551"}


class Flow:
    """One office on the command line, every personal field and secret a canary."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.kept = folder / "kept"
        self.asked_for = folder / "asked-for"
        self.kept.mkdir()
        self.asked_for.mkdir()
        self.canaries = Canaries()
        self.passphrase = self.canaries.secret("passphrase")
        self.secret = self.canaries.secret("officer secret")
        self.capsys = capsys
        self.said = ""

    def run(self, *words: str, code: int = 0) -> dict[str, object]:
        os.environ["CSO_REGISTRY_PASSPHRASE"] = self.passphrase
        os.environ["CSO_REGISTRY_OFFICER_SECRET"] = self.secret
        found = outcome(["--registry", str(self.kept / "registry"), "--json", *words])
        told = self.capsys.readouterr()
        if words[0] in MASKED:
            self.said += told.out + told.err
        assert found == code, told
        return json.loads(told.out or "{}")

    def act(self, kind: str, fields: dict[str, object], code: int = 0) -> dict[str, object]:
        file = self.asked_for / f"{kind}.json"
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
        return self.run("act", kind, "--file", str(file), code=code)


@pytest.fixture
def flow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Flow:
    made = Flow(tmp_path, capsys)
    made.run(
        "init", "--code", "ทด", "--name", "สำนักงานทดสอบ", "--given", "สมมติ", "--family", "ทดสอบ",
        "--training",
    )  # fmt: skip
    return made


def community(flow: Flow, identity: str) -> dict[str, object]:
    word = flow.canaries.text
    return {
        "organization": identity,
        "identity": {"kind": "community", "form": "CF07"},
        "names": {"th": "ชุมชนทดสอบ"},
        "address": {"area": "500608"},
        "contact": {
            "phone": flow.canaries.telephone("phone"),
            "email": flow.canaries.mail("email"),
        },
        "resources": {"members": 3, "note": word("confidential note")},
        "purposes": {"main": "CP05"},
        "posts": [
            {
                "post": "representative",
                "title": word("title"),
                "given": word("given name"),
                "family": word("family name"),
                "phone": flow.canaries.telephone("phone of a person"),
                "has_mandate": True,
            }
        ],
        "effective": "2026-11-02",
        **ORDER,
    }


def person(flow: Flow, identity: str) -> dict[str, object]:
    word = flow.canaries.text
    return {
        "organization": identity,
        "identity": {"kind": "person"},
        "person": {"given": word("person's name"), "family": word("person's family")},
        "residence": {"area": "500608", "house": word("house"), "road": word("road")},
        "purposes": {"main": "CP05"},
        "effective": "2026-11-02",
        **ORDER,
    }


def fail(value: str) -> None:
    raise ValueError(value)


@pytest.mark.usefixtures("expected_warnings")
def test_no_canary_is_found_outside_the_papers_that_were_asked_for(flow: Flow) -> None:
    first, second = str(flow.run("new-id")["id"]), str(flow.run("new-id")["id"])
    flow.act("organization.register", community(flow, first))
    flow.act("organization.register", person(flow, second))
    wrong = {**community(flow, first), "posts": []}
    flow.act("organization.register", wrong, code=2)
    sheet = flow.asked_for / "sheet.csv"
    name = flow.canaries.text("representative in a sheet").replace(" ", "-")
    flow.canaries.plant("representative in a sheet, as kept", name)
    sheet.write_text(
        f"ชื่อองค์กร,ประเภท,จังหวัด,ผู้แทน,วันที่จดทะเบียน\nชุมชนหนึ่ง,ชุมชน,เชียงใหม่,{name} ก,1/2/2560\n",
        encoding="utf-8",
    )
    flow.run("import", "organizations", str(sheet))
    flow.run("print", "D-02", first, "--out", str(flow.asked_for / "D-02.pdf"))
    flow.run("show", first)
    flow.run("history", first)
    flow.run("backup", str(flow.kept / "copy.csobackup"), "--rehearse")
    flow.run("verify")
    handler = start_log(flow.kept / "logs")
    try:
        logging.getLogger("cso_registry.test").warning(
            "office.looked", extra={"facts": {"name": flow.canaries.text("logged by mistake")}}
        )
        fail(flow.canaries.text("value in a fault"))
    except ValueError as fault:
        write_report(flow.kept / "logs", fault, 1_800_000_000_000)
    finally:
        stop_log(handler)

    database = flow.kept / "registry" / DATABASE_NAME
    assert flow.canaries.hits([flow.kept], [database]) == []
    assert flow.canaries.hits_in_databases([database]) == []
    assert flow.canaries.hits_in_text(flow.said, "what was said") == []
    assert not [name for name in os.environ if name.startswith("CSO_REGISTRY_")]


def test_control_a_canary_in_the_open_is_found(flow: Flow) -> None:
    word = flow.canaries.text("name")
    (flow.kept / "notes.txt").write_text(word, encoding="utf-16-le")
    assert [hit.purpose for hit in flow.canaries.hits([flow.kept])] == ["name"]
