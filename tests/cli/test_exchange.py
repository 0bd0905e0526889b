"""Two offices exchange by the command line alone, and every answer is one object or a sentence."""

from __future__ import annotations

import json
import random
from io import BytesIO
from pathlib import Path

import pytest

from cso_registry.cli.trust import office_named
from cso_registry.documents.reading.pdf import read_pdf
from cso_registry.domain.offices.records import KeyPurpose
from cso_registry.host.clock import SystemClock
from cso_registry.seal.age import encrypt_to, new_identity, recipient_of
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.outgoing import Order
from tests.cli.conftest import Terminal
from tests.support.desk import WHY, copy_of, founded, open_desk

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

SUSPENSION = {
    "organization": SUBJECT, "effective": "2026-11-03", "order_date": "2026-11-03",
    "legal_basis": "PMO-2551", "reason": WHY,
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
    words = offices.path("words.txt")
    words.write_text("ราก-หนึ่ง-แม่น้ำ-2569\nราก-สอง-ภูเขา-2569\nราก-สาม-ทะเล-2569\n", "utf-8")
    offices.nation.json("trust", "found", "--out", offices.path("roots"), "--passphrases", words)
    request, kit = offices.path("north.request"), offices.path("north.kit")
    alone = ("bundle", "export", "--to", "กลาง", "--out", offices.path("alone.csob"))
    assert offices.north.refused(*alone)["reasons"][0]["key"] == "trust.not_joined"
    said = offices.north.json("trust", "request", "--out", request)["words"]
    assert offices.nation.json("trust", "show", request)["words"] == said
    offices.nation.json("trust", "admit", request, "--words", " ".join(said))
    root = offices.nation.json("trust", "kit", "ชม", "--out", kit)["words"]
    wrong = ("trust", "join", kit, "--words", " ".join(reversed(root)))
    assert offices.north.refused(*wrong)["reasons"][0]["key"] == "trust.other_words"
    joined = offices.north.json("trust", "join", kit, "--words", " ".join(root))
    assert joined["offices"] == 2
    return offices


def settle_both(office: Terminal, entries: list[str]) -> None:
    """Settle the two acts that contest each other; a second time is refused."""
    assert len(entries) == 2
    for entry, verdict in zip(entries, ("stands", "to_be_undone"), strict=True):
        shown = office.json("conflicts", "show", SUBJECT, entry[:8])
        orders = [shown["act"]["order_number"], *(one["order_number"] for one in shown["others"])]
        assert sorted(orders) == ["nation 5/2569", "north 5/2569"]
        settle = ("conflicts", "settle", SUBJECT, "--entry", entry[:8], "--verdict", verdict)
        office.json(*settle, "--reason", WHY)
    again = office.refused(*settle, "--reason", WHY)
    assert again["reasons"][0]["key"] == "conflicts.not_contested"


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
        suspension = SUSPENSION | {"order_number": f"{office.folder.name} 5/2569"}
        two.act(office, "organization.suspend", **suspension)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("2.csob"))
    assert two.nation.json("bundle", "import", two.path("2.csob"))["conflicts"] == 1
    listed = two.nation.json("conflicts", "list")
    (waiting,) = listed["values"]
    assert (waiting["record"], waiting["group"], waiting["count"]) == (SUBJECT, "contact", 2)
    hidden = two.nation.json("conflicts", "show", SUBJECT, "contact")
    assert "0-5300-0002" not in json.dumps(hidden)
    before = two.nation.json("audit", two.path("2.csob"))
    assert (before["waiting"], before["decisions"]) == (3, [])
    shown = two.nation.json("conflicts", "show", SUBJECT, "contact", "--personal")
    assert {one["value"]["phone"] for one in shown["values"]} == {"0-2000-0001", "0-5300-0002"}
    assert shown["base"]["phone"] == "0-5300-0001"
    chosen = shown["values"][0]["entry"]
    resolve = ("conflicts", "resolve", SUBJECT, "contact", "--chosen", chosen, "--reason", WHY)
    told = two.nation("conflicts", "show", SUBJECT, "contact").out
    assert "สำนักงานจังหวัดสมมติ" in told.replace("\n", "")
    wrong = (*resolve[:5], "zz", *resolve[6:])
    assert two.nation.refused(*wrong)["reasons"][0]["key"] == "conflicts.no_such_value"
    two.nation.json(*resolve)
    settle_both(two.nation, [one["entry"] for one in listed["acts"]])
    two.nation.json("bundle", "export", "--to", "ชม", "--out", two.path("3.csob"))
    taken = two.north.json("bundle", "import", two.path("3.csob"))
    # What was settled there does not wait here.
    assert (taken["conflicts"], taken["contested"]) == (0, 0)
    waiting = two.north.json("conflicts", "list")
    assert waiting["values"] == waiting["acts"] == []
    report = two.path("audit.pdf")
    audit = two.nation.json("audit", two.path("2.csob"))
    assert audit["sound"] is True
    assert audit["waiting"] == 0
    decided = two.north.json("audit", two.path("3.csob"), "--report", report)["decisions"]
    assert ["conflict.resolve", SUBJECT, WHY] in decided
    assert [one[0] for one in decided].count("conflict.settle") == 2
    said = "".join("".join(page.runs) for page in read_pdf(report.read_bytes()).pages)
    assert "ตัดสินข้อมูลที่ขัดแย้ง" in "".join(said.split())


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_missing_is_named_until_it_comes(two, lang):
    """The second bundle comes first, and the nation knows from it what it lacks."""
    two.act(two.north, "organization.register", **REGISTRATION)
    fields = {"organization": SUBJECT, "contact": {"phone": "0-5300-0002"}, "reason": WHY}
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("1.csob"))
    copied = copy_of(two.path("nation"), two.path("early"))
    receipt = two.path("1-receipt.csob")
    two.nation.json("bundle", "import", two.path("1.csob"), "--receipt", receipt)
    two.north.json("bundle", "receipt", receipt)
    two.act(two.north, "organization.change_contact", **fields)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("2.csob"))
    early = Terminal(copied, two.nation._capsys)
    assert early.json("conflicts", "list")["missing"] == []
    told = early("bundle", "import", two.path("2.csob"), lang=lang).out.replace("\n", " ")
    # Nothing of it is here already: it waits.
    assert {"th": "มีอยู่แล้วทั้งหมด", "en": "is here already"}[lang] not in told
    assert {"th": "รายการที่ 1–2", "en": ": 1–2"}[lang] in told
    (gap,) = early.json("conflicts", "list")["missing"]
    assert gap[1:] == ["50", 1, 2]
    said = early("conflicts", "list", lang=lang)
    assert "{" not in said.out
    assert {"th": "เชียงใหม่", "en": "Chiang Mai"}[lang] in said.out.replace("\n", "")
    # After a restart it is still told, and the earlier bundle ends it.
    assert early.json("conflicts", "list")["missing"] == [gap]
    early.json("bundle", "import", two.path("1.csob"))
    assert early.json("conflicts", "list")["missing"] == []
    assert two.nation.json("conflicts", "list")["clocks"] == []


def test_what_others_have_seen_of_us_survives_a_restore(two):
    two.act(two.north, "organization.register", **REGISTRATION)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("1.csob"))
    receipt = two.path("1-receipt.csob")
    two.nation.json("bundle", "import", two.path("1.csob"), "--receipt", receipt)
    two.north.json("bundle", "receipt", receipt)
    peers = two.north.json("bundle", "peers")["peers"]
    assert [one["unseen"] for one in peers] == [0]
    two.north.json("backup", two.path("north.backup"))
    restored = Terminal(two.path("restored"), two.north._capsys)
    restored.json("restore", two.path("north.backup"))
    again = restored.json("bundle", "peers")["peers"]
    assert [(one["office"], one["told"]) for one in again] == [
        (one["office"], one["told"]) for one in peers
    ]
    # Until its desk is open it says what is to be done, and asks for no new keys.
    early = restored.refused("bundle", "import", two.path("1.csob"))
    assert early["reasons"][0]["key"] == "desk.unopened"


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
    for text in ("50:9999", "40:1", "50", "50:x", "50:-1"):
        wrong = two.nation.refused("trust", "revoke", "ชม", "--replica", replica, "--last", text)
        assert wrong["reasons"][0]["key"] == "trust.no_such_entry"
    last = two.nation.json("trust", "revoke", "ชม", "--replica", replica, "--last", "50:๑")["last"]
    assert last == {"50": 1}
    computers = two.nation.json("trust", "status")["offices"]
    (listed,) = next(one["computers"] for one in computers if one["code"] == "ชม")
    assert (listed["replica"], listed["revoked"]) == (replica, True)
    told = two.nation("journal", lang=lang).out
    assert "50:2" in told
    assert ("เก็บไว้แต่ไม่นับ" if lang == "th" else "does not count") in told
    ((_entry, why, *place),) = two.nation.json("bundle", "aside")["withheld"]
    assert (why, place) == ("bundle.revoked_replica", ["50", 2])
    near = two.nation.refused("trust", "revoke", "ชม", "--replica", replica[:7])
    assert near["reasons"][0]["key"] == "trust.unknown_replica"
    two.nation.json("trust", "revoke", "ชม", "--replica", replica[:13].upper())
    fields = {"organization": SUBJECT, "contact": {"phone": "0-5399-9999"}, "reason": WHY}
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


def test_every_file_a_person_can_hand_over_is_told_what_it_is(two):
    """F:M3: a wrong file is answered with what it is and what to do, and nothing is taken in."""
    two.act(two.north, "organization.register", **REGISTRATION)
    good = two.path("good.csob")
    two.north.json("bundle", "export", "--to", "กลาง", "--out", good)
    sealed = good.read_bytes()
    offered = {
        b"": "bundle.empty_file",
        b"%PDF-1.7 a letter" * 100: "bundle.not_a_bundle",
        sealed[: len(sealed) // 2]: "bundle.damaged",
        sealed[:30]: "bundle.damaged",
        sealed[:11]: "bundle.damaged",
        sealed + b"more": "bundle.damaged",
        two.path("north.kit").read_bytes(): "bundle.is_a_kit",
        two.path("north.request").read_bytes(): "bundle.is_a_request",
        b"PK\x03\x04 a backup": "bundle.is_a_backup",
        b"CSO-BUNDLE-1\n{}": "bundle.is_opened",
        b"age-encryption.org/v2\n": "bundle.newer_seal",
        sealed_for(two, b"CSO-BUNDLE-2\n{}\n"): "bundle.newer_format",
        encrypted([recipient_of(new_identity())], b"for others"): "bundle.sealed_to_others",
    }
    wrong = two.path("wrong.csob")
    for content, key in offered.items():
        wrong.write_bytes(content)
        for words in (("bundle", "inspect"), ("bundle", "import"), ("bundle", "receipt")):
            assert two.nation.refused(*words, wrong)["reasons"][0]["key"] == key
    for words in (("bundle", "inspect"), ("bundle", "import"), ("audit",)):
        said = two.nation.refused(*words, two.folder)
        assert said["reasons"][0]["key"] == "cli.no_such_file"
    assert two.nation.refused("bundle", "receipt", good)["reasons"][0]["key"] == "bundle.no_receipt"
    join = ("trust", "join", good, "--words", "ก ข")
    assert two.north.refused(*join)["reasons"][0]["key"] == "trust.not_a_kit"
    admit = ("trust", "admit", two.path("north.kit"), "--words", "ก ข")
    assert two.nation.refused(*admit)["reasons"][0]["key"] == "trust.not_a_request"
    root_key = two.path("roots") / "root-1.json"
    admit = ("trust", "admit", root_key, "--words", "ก ข")
    assert two.nation.refused(*admit)["reasons"][0]["key"] == "trust.not_a_request"
    show = two.nation.refused("trust", "show", root_key)
    assert show["reasons"][0]["key"] == "trust.nothing_to_compare"
    assert two.nation.json("bundle", "import", good)["entries"] > 0


def sealed_for(two: Two, content: bytes) -> bytes:
    """Content sealed to the nation, as another program could."""
    with open_desk(two.folder / "nation", clock=SystemClock()) as desk:
        key = desk.workspace.office.key_in_use(KeyPurpose.SEALING).public
    return encrypted([key], content)


def encrypted(recipients: list[str], content: bytes) -> bytes:
    sink = BytesIO()
    encrypt_to(recipients, BytesIO(content), sink)
    return sink.getvalue()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_person_reads_what_goes_out_and_what_came_of_it(two, lang):
    two.act(two.north, "organization.register", **REGISTRATION)
    first, receipt = two.path("1.csob"), two.path("1-receipt.csob")
    export = ("bundle", "export", "--to", "กลาง", "--part-size", "1")
    said = two.north(*export, "--out", first, lang=lang).out
    nation = {"th": "สำนักงานส่วนกลางสมมติ", "en": "Invented Office"}[lang]
    assert str(first) in said
    assert said.count(nation) == 2
    province = {"th": "เชียงใหม่", "en": "Chiang Mai"}[lang]
    assert province in said
    twice = REGISTRATION | {"organization": SUBJECT.replace("aa", "bb")}
    two.act(two.nation, "organization.register", **twice)
    taken = two.nation("bundle", "import", first, "--receipt", receipt, lang=lang).out
    assert {"th": "คล้ายกับรายอื่น", "en": "resembles another"}[lang] in taken.replace("\n", " ")
    again = two.nation("bundle", "import", first, lang=lang).out
    assert {"th": "มีอยู่แล้วทั้งหมด", "en": "is here already"}[lang] in again
    came = two.north("bundle", "receipt", receipt, lang=lang).out
    assert {"th": "ยืนยันว่าได้รับ", "en": "confirms"}[lang] in came
    assert nation in came
    hidden = two.north(
        *export, "--redacted", "--everything", "--preview", "--out", first, lang=lang
    )
    assert {"th": "ไม่มีข้อมูลส่วนบุคคล", "en": "Without personal data"}[lang] in hidden.out
    # What nobody leaves out is told before the file is written, and to whoever inspects it.
    still = {"th": "อาจมีชื่อบุคคล", "en": "may name persons"}[lang]
    assert still in hidden.out.replace("\n", " ")
    redacted = two.path("redacted.csob")
    two.north.json(*export, "--redacted", "--everything", "--out", redacted)
    assert still in two.north("bundle", "inspect", redacted, lang=lang).out.replace("\n", " ")
    assert still not in said
    assert {"th": "ชั้นข้อมูล: ปกปิด", "en": "Marking: confidential"}[lang] in hidden.out


def test_a_bundle_says_how_far_it_is_to_be_protected(two):
    """R-06: the marking follows from what is in a bundle, and inspect tells it."""
    two.act(two.north, "organization.register", **REGISTRATION)
    marks = []
    for name, more in (("whole", ()), ("redacted", ("--redacted", "--everything"))):
        file = two.path(f"{name}.csob")
        two.north.json("bundle", "export", "--to", "กลาง", *more, "--out", file)
        marks.append(two.nation.json("bundle", "inspect", file)["marking"])
    receipt = two.path("receipt.csob")
    two.nation.json("bundle", "import", two.path("whole.csob"), "--receipt", receipt)
    marks.append(two.north.json("bundle", "inspect", receipt)["marking"])
    assert marks == ["personal", "confidential", "internal"]
    assert "ชั้นข้อมูล: ส่วนบุคคลและปกปิด" in two.nation("bundle", "inspect", two.path("whole.csob")).out


def test_an_office_with_an_older_roster_goes_on_after_the_root_was_renewed(two):
    """Its bundle is taken in, it is told to be behind, and the newer roster goes back to it."""
    words = two.path("renewed.txt")
    new = "\n".join(f"ราก-ใหม่-{at}-แม่น้ำ-2570" for at in ("หนึ่ง", "สอง", "สาม"))
    words.write_text(f"ราก-หนึ่ง-แม่น้ำ-2569\nราก-สอง-ภูเขา-2569\n{new}\n", "utf-8")
    held = sorted(two.path("roots").iterdir())[:2]
    renew = [word for one in held for word in ("--held", one)]
    out = two.path("roots2")
    two.nation.json("trust", "renew-root", *renew, "--out", out, "--passphrases", words)
    two.act(two.north, "organization.register", **REGISTRATION)
    file, back = two.path("older.csob"), two.path("back.csob")
    two.north.json("bundle", "export", "--to", "กลาง", "--out", file)
    told = two.nation("bundle", "inspect", file, lang="en").out
    assert "still has version 2 of the roster of offices, and here it is 3" in told
    assert two.nation.json("bundle", "import", file)["entries"] > 0
    two.nation.json("bundle", "export", "--to", "ชม", "--out", back)
    assert two.north.json("bundle", "import", back)["roster_version"] == 3
    two.north.json("bundle", "export", "--to", "กลาง", "--everything", "--out", two.path("n.csob"))
    assert "still has" not in two.nation("bundle", "inspect", two.path("n.csob"), lang="en").out


def test_a_root_needs_three_passphrases_and_the_national_office(two, capsys):
    """Nothing is left behind by what is refused: no key, no folder, no root."""
    folder, words = two.folder / "lone", two.path("alike.txt")
    founded(folder, province="40", clock=SystemClock())
    lone = Terminal(folder, capsys)
    words.write_text("ราก-หนึ่ง-แม่น้ำ-2569\nราก-สอง-ภูเขา-2569\nราก-หนึ่ง-แม่น้ำ-2569\n", "utf-8")
    found = ("trust", "found", "--out", two.path("lone roots"), "--passphrases", words)
    assert lone.refused(*found)["reasons"][0]["key"] == "trust.only_the_nation"
    one = two.path("roots") / "root-1.json"
    words.write_text("ราก-หนึ่ง-แม่น้ำ-2569\n" * 2 + words.read_text("utf-8"), "utf-8")
    renew = ("trust", "renew-root", "--held", one, "--held", one, "--out", two.path("roots2"))
    told = two.nation.refused(*renew, "--passphrases", words)["reasons"][0]
    assert (told["key"], "มี 1 ดอก" in str(told)) == ("trust.too_few_root_keys", True)
    other = two.path("roots") / "root-2.json"
    lines = words.read_text("utf-8").splitlines()
    words.write_text("\n".join([lines[0], lines[3], *lines[2:]]), "utf-8")
    renew = (*renew[:4], "--held", other, *renew[6:], "--passphrases", words)
    told = two.nation.refused(*renew)["reasons"][0]
    assert (told["key"], "ดอกที่ 1 กับดอกที่ 3" in str(told)) == ("trust.one_passphrase", True)
    words.write_text("\n".join([lines[0], "วลีที่จำผิด-2569", *lines[2:]]), "utf-8")
    told = two.nation.refused(*renew)["reasons"][0]
    assert (told["key"], "root-2.json" in str(told)) == ("trust.wrong_root_passphrase", True)
    assert not two.path("roots2").exists()
    assert not two.path("lone roots").exists()


def test_keys_are_renewed_and_work_goes_on(two):
    two.act(two.north, "organization.register", **REGISTRATION)
    before, after = two.path("before.csob"), two.path("after.csob")
    two.north.json("bundle", "export", "--to", "กลาง", "--out", before)
    said = two.north("keys", "renew", "--reason", WHY).out
    assert "trust request" in said
    two.north.json("bundle", "export", "--to", "กลาง", "--out", after)
    assert two.nation.json("bundle", "import", after)["refused"] == []
    receipt = two.path("receipt.csob")
    two.nation.json("bundle", "import", before, "--receipt", receipt)
    assert two.north.json("bundle", "receipt", receipt)["other_heads"] == []
    again = two.path("again.request")
    words = two.north.json("trust", "request", "--out", again)["words"]
    admitted = two.nation.json("trust", "admit", again, "--words", " ".join(words))
    assert (admitted["version"], admitted["offices"]) == (3, 2)
    two.nation.json("bundle", "export", "--to", "ชม", "--everything", "--out", two.path("b.csob"))
    assert two.north.json("bundle", "import", two.path("b.csob"))["roster_version"] == 3
    assert two.north.json("verify")["findings"] == []


def test_the_report_on_a_backup_names_the_offices_whose_entries_it_holds(two):
    two.act(two.north, "organization.register", **REGISTRATION)
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("1.csob"))
    two.nation.json("bundle", "import", two.path("1.csob"))
    saved, report = two.path("saved.csobackup"), two.path("saved.pdf")
    two.nation.json("backup", saved)
    two.nation.json("audit", saved, "--report", report)
    said = "".join("".join(page.runs) for page in read_pdf(report.read_bytes()).pages)
    for name in ("สำนักงานส่วนกลางสมมติ", "สำนักงานจังหวัดสมมติ"):
        assert name in "".join(said.split())


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_office_that_signs_the_roster_renews_its_own_keys(two, lang):
    """What it sends then is signed by a key that only the roster beside it knows."""
    asked = two.path("own.request")
    two.nation.json("keys", "renew", "--reason", WHY)
    words = two.nation.json("trust", "request", "--out", asked)["words"]
    told = two.nation("trust", "admit", asked, "--words", " ".join(words), lang=lang)
    assert (told.code, "{" in told.out) == (0, False)
    two.act(two.nation, "organization.register", **REGISTRATION)
    file = two.path("new key.csob")
    two.nation.json("bundle", "export", "--to", "ชม", "--out", file)
    looked = two.north.json("bundle", "inspect", file)
    assert (looked["refused"], looked["roster_version"]) == ([], 3)
    taken = two.north.json("bundle", "import", file)
    assert (taken["refused"], taken["roster_version"]) == ([], 3)
    assert taken["entries"] == looked["new_entries"] > 0


def test_a_large_file_goes_in_parts_that_each_fit_and_come_in_any_order(two):
    """F:X33: no file is larger than was asked for, and a part alone says what it waits for."""
    scan = two.path("scan.pdf")
    scan.write_bytes(b"%PDF-1.4\n" + random.Random(7).randbytes(1_400_000))
    two.act(two.north, "organization.register", **REGISTRATION)
    held = two.north.json("attach", scan)
    document = {"item": "work_record", "original_seen": True, "attachment": held}
    two.act(two.north, "organization.put_document", organization=SUBJECT, document=document,
            reason=WHY)  # fmt: skip
    export = ("bundle", "export", "--to", "กลาง", "--out", two.path("p.csob"), "--part-size", "1")
    assert "แบ่งเป็น 3 แฟ้ม" in two.north(*export, "--preview").out
    files = two.north.json(*export)["files"]
    assert len(files) == 3
    assert all(Path(one).stat().st_size <= 1_000_000 for one in files)
    ways = (files[2], 1, 0), (files[2], 1, 0), (files[0], 0, 0), (files[1], 0, 1), (files[1], 0, 0)
    for one, unfinished, whole in ways:
        taken = two.nation.json("bundle", "import", one)
        assert (taken["unfinished"], taken["attachments"]) == (unfinished, whole), one
    assert "ไม่มีสิ่งใหม่" in two.nation("bundle", "import", files[2]).out
    out = two.path("out")
    out.mkdir()
    two.nation.json("save-attachment", SUBJECT, "1", "--to", out)
    assert (out / "scan.pdf").read_bytes() == scan.read_bytes()
    assert two.nation.json("verify")["findings"] == []


def test_what_is_missing_before_a_bundle_is_named(two):
    """F:M4: whose entries, where, which, and when the last one before was written."""
    two.north.json("bundle", "export", "--to", "กลาง", "--out", two.path("0.csob"))
    two.act(two.north, "organization.register", **REGISTRATION)
    with open_desk(two.folder / "north", clock=SystemClock()) as desk:
        room = Exchange(desk.workspace)
        order = Order(to=(office_named(room, "กลาง"),), everything=True, room=1)
        files = [one.file for one in room.export(order, two.path("part.csob"))]
    last = files[-1]
    looked = two.nation.json("bundle", "inspect", last)
    ((_, scope, first, until, office, since),) = looked["missing"]
    assert (scope, first, until) == ("50", 1, 1)
    assert office == looked["from"]
    assert since == ""
    assert "สำนักงานจังหวัดสมมติ" in two.nation("bundle", "inspect", last).out
    assert two.nation.json("bundle", "import", last)["waiting"] == 1
    for file in files:
        two.nation.json("bundle", "import", file)
    assert two.nation.json("bundle", "import", last)["waiting"] == 0
