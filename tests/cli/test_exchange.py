"""Two offices exchange by the command line alone, and every answer is one object or a sentence."""

from __future__ import annotations

import json

import pytest

from cso_registry.host.clock import SystemClock
from tests.cli.conftest import Terminal
from tests.support.desk import WHY, founded

SUBJECT = "00000000-0000-7000-8000-0000000000aa"
REGISTRATION = {
    "organization": SUBJECT,
    "identity": {"kind": "group", "form": "CF07", "founded": "2015-06-01"},
    "names": {"th": "กลุ่มตัวอย่างสองสำนักงาน (สมมติ)"},
    "address": {"house": "1", "area": "500608"},
    "contact": {"phone": "0-5300-0001"},
    "purposes": {"main": "CP05"},
    "posts": [{"post": "representative", "given": "สมมุติ", "family": "รักษ์ป่า",
               "has_mandate": True}],
    "documents": [{"item": "member_list", "original_seen": True}],
    "effective": "2026-11-02", "order_number": "21/2569", "order_date": "2026-10-30",
    "legal_basis": "PMO-2551",
}  # fmt: skip


class Two:
    """The nation and one province, in one folder."""

    def __init__(self, folder, capsys) -> None:
        self.folder = folder
        self.nation, self.north = (Terminal(folder / name, capsys) for name in ("nation", "north"))

    def act(self, office: Terminal, kind: str, **fields: object) -> None:
        path = self.folder / "act.json"
        path.write_text(json.dumps(fields), encoding="utf-8")
        office.json("act", kind, "--file", path)

    def path(self, name: str):
        return self.folder / name


@pytest.fixture
def two(tmp_path, capsys) -> Two:
    for name, province in (("nation", None), ("north", "50")):
        founded(tmp_path / name, province=province, clock=SystemClock())
    offices = Two(tmp_path, capsys)
    offices.path("roots").mkdir()
    words = offices.path("words.txt")
    words.write_text("ราก-หนึ่ง-แม่น้ำ-2569\nราก-สอง-ภูเขา-2569\nราก-สาม-ทะเล-2569\n", "utf-8")
    offices.nation.json("trust", "found", "--out", offices.path("roots"), "--passphrases", words)
    request, kit = offices.path("north.request"), offices.path("north.kit")
    said = offices.north.json("trust", "request", "--out", request)["words"]
    assert offices.nation.json("trust", "show", request)["words"] == said
    offices.nation.json("trust", "admit", request, "--words", " ".join(said))
    root = offices.nation.json("trust", "kit", "ชม", "--out", kit)["words"]
    wrong = ("trust", "join", kit, "--words", " ".join(reversed(root)))
    assert offices.north.refused(*wrong)["reasons"][0]["key"] == "trust.other_words"
    joined = offices.north.json("trust", "join", kit, "--words", " ".join(root))
    assert joined["offices"] == 2
    return offices


def test_a_conflict_is_carried_decided_and_proved(two):
    two.act(two.north, "organization.register", **REGISTRATION)
    first, receipt = two.path("1.csob"), two.path("1-receipt.csob")
    export = ("bundle", "export", "--to", "กลาง", "--out", first)
    preview = two.north.json(*export, "--preview")
    assert preview["files"] == []
    assert not first.exists()
    assert two.north.json(*export)["entries"] == preview["entries"]
    looked = two.nation.json("bundle", "inspect", first)
    assert looked["missing"] == looked["refused"] == []
    taken = two.nation.json("bundle", "import", first, "--receipt", receipt)
    assert taken["entries"] == looked["new_entries"] == preview["entries"]
    answered = two.north.json("bundle", "receipt", receipt)
    assert answered["answers"] == looked["bundle"]
    assert answered["other_heads"] == []
    assert [one["unseen"] for one in two.north.json("bundle", "peers")["peers"]] == [0]

    for office, phone in ((two.nation, "0-2000-0001"), (two.north, "0-5300-0002")):
        fields = {"organization": SUBJECT, "contact": {"phone": phone}, "reason": WHY}
        two.act(office, "organization.change_contact", **fields)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("2.csob"))
    assert two.nation.json("bundle", "import", two.path("2.csob"))["conflicts"] == 1
    (waiting,) = two.nation.json("conflicts", "list")["values"]
    assert (waiting["record"], waiting["group"], waiting["count"]) == (SUBJECT, "contact", 2)
    hidden = two.nation.json("conflicts", "show", SUBJECT, "contact")
    assert "0-5300-0002" not in json.dumps(hidden)
    shown = two.nation.json("conflicts", "show", SUBJECT, "contact", "--personal")
    assert {one["value"]["phone"] for one in shown["values"]} == {"0-2000-0001", "0-5300-0002"}
    assert shown["base"]["phone"] == "0-5300-0001"
    chosen = shown["values"][0]["entry"]
    resolve = ("conflicts", "resolve", SUBJECT, "contact", "--chosen", chosen, "--reason", WHY)
    two.nation.json(*resolve)
    two.nation.json("bundle", "export", "--to", "ชม", "--out", two.path("3.csob"))
    assert two.north.json("bundle", "import", two.path("3.csob"))["conflicts"] == 0
    assert two.north.json("conflicts", "list")["values"] == []
    report = two.path("audit.pdf")
    audit = two.nation.json("audit", two.path("2.csob"), "--report", report)
    assert audit["sound"] is True
    assert report.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_person_is_told_and_a_lost_computer_is_refused(two, lang):
    two.act(two.north, "organization.register", **REGISTRATION)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("1.csob"))
    for words in (("inspect",), ("import",)):
        said = two.nation("bundle", *words, two.path("1.csob"), lang=lang)
        assert said.code == 0, said
        assert "{" not in said.out
    heads = two.north.json("verify")["heads"]
    replica = next(one[0] for one in heads if one[1] == "50")
    wrong = two.nation.refused("trust", "revoke", "กลาง", "--replica", replica)
    assert wrong["reasons"][0]["key"] == "trust.other_office"
    two.nation.json("trust", "revoke", "ชม", "--replica", replica)
    fields = {"organization": SUBJECT, "contact": {"phone": "0-9999-9999"}, "reason": WHY}
    two.act(two.north, "organization.change_contact", **fields)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("2.csob"))
    taken = two.nation.json("bundle", "import", two.path("2.csob"))
    assert [one[2] for one in taken["refused"]] == ["bundle.revoked_replica"]
    for words in (("bundle", "aside"), ("bundle", "peers"), ("trust", "status")):
        said = two.nation(*words, lang=lang)
        assert said.code == 0, said
        assert said.out.strip()
        assert "{" not in said.out
    again = two.nation("bundle", "import", two.path("2.csob"), lang=lang)
    assert "✗" in again.out
