"""Every command has help, runs in both languages, and says its result as one JSON object."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from cso_registry.cli.main import app
from cso_registry.domain.offices.acts import ChangeSecret
from cso_registry.domain.roles import Role
from cso_registry.domain.selection.deciding import DecisionKind
from cso_registry.domain.selection.decision_acts import DecideSelection
from cso_registry.host.clock import SystemClock
from cso_registry.kernel.ids import CallId, ProposalId
from cso_registry.seal.secret import Secret
from cso_registry.workspace.performing import Session
from cso_registry.workspace.selection.opening_keys import open_call
from cso_registry.workspace.selection.sealing import hand_in
from cso_registry.workspace.workspace import Workspace
from tests.support import examples_scoring, examples_selection
from tests.support.certificate_here import certificate_file
from tests.support.certifying import Certifying
from tests.support.desk import (
    CHEAP,
    KEYS,
    OFFICER_SECRET,
    WHY,
    Desk,
    delivered,
    founded,
    open_desk,
)
from tests.support.desk_scene import scene_at
from tests.support.examples_committee import decided_on_paper
from tests.support.registry import SetClock
from tests.support.sheets import one_row_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
A_MONTH = timedelta(days=30)
OTHER_SECRET = "รหัสลับใหม่สมมติ-77"


def some_subject(terminal):
    return terminal.json("list", "organizations", "--kind", "organization")["rows"][0]["id"]


def founder(terminal):
    return terminal.json("officers")["officers"][0]["id"]


def act_file(terminal, name="act.json", **fields):
    path = terminal.folder.parent / name
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


def holiday_sheet(terminal):
    path = terminal.folder.parent / "วันหยุด.csv"
    path.write_text("วันที่,ชื่อวันหยุด\n30/11/2569,วันหยุดสมมติ\n", encoding="utf-8")
    return path


def contact_file(terminal):
    return act_file(
        terminal,
        organization=some_subject(terminal),
        contact={"website": "https://example.org"},
        reason=WHY,
    )


def secret_file(terminal):
    path = terminal.folder.parent / "secret.txt"
    path.write_text(OTHER_SECRET + "\n", encoding="utf-8")
    return path


def appointment(terminal):
    return act_file(
        terminal,
        "appoint.json",
        officer=terminal.json("new-id")["id"],
        given="สมศรี",
        family="ตัวอย่าง",
        role="officer",
        jurisdiction="00",
        starts="2026-01-01",
        order_number="1/2569",
    )


def appointed(terminal):
    told = terminal.json(
        "appoint", "--file", appointment(terminal), "--first-secret", secret_file(terminal)
    )
    return told["officer"]


def colleague(terminal):
    """Reset somebody else's secret; there are two officers from then on."""
    officer = appointed(terminal)
    me = next(one["id"] for one in terminal.json("officers")["officers"] if one["id"] != officer)
    return ("--as", me, "reset-secret", officer, "--reason", WHY, "--new", secret_file(terminal))


def imported(terminal):
    return terminal.json("import", "organizations", one_row_sheet(terminal.folder.parent))["batch"]


def terminal_look(terminal):
    terminal.json("show", some_subject(terminal), "--personal")


def backed_up(terminal):
    path = terminal.folder.parent / "made.backup"
    terminal.json("backup", path)
    terminal.folder = terminal.folder.with_name("restored")
    return path


def kept_backup(terminal):
    path = file_in(terminal, "kept.backup")
    terminal.json("backup", path)
    return path


def restored(terminal):
    terminal.json("restore", backed_up(terminal))
    return ("open-desk", "--reason", "กู้คืน")


def printed(terminal):
    out = terminal.folder.parent / "first.pdf"
    return terminal.json("print", "D-02", some_subject(terminal), "--out", out)["paper"]


def attached(terminal):
    scan = terminal.folder.parent / "สแกน.pdf"
    scan.write_bytes(b"%PDF-1.7 invented")
    kept = terminal.json("attach", scan)
    subject = some_subject(terminal)
    document = {"item": "articles", "original_seen": True, "attachment": kept}
    file = act_file(terminal, organization=subject, document=document, reason=WHY)
    terminal.json("act", "organization.put_document", "--file", file)
    documents = terminal.json("show", subject)["groups"]["documents"]
    item = next(one["item"] for one in documents if "attachment" in one)
    return ("save-attachment", subject, item_key(terminal, subject), "--to", scan.parent), item


def item_key(terminal, subject):
    for entry in terminal.json("history", subject)["history"]:
        for change in entry["changes"]:
            if change["group"].startswith("documents/") and "attachment" in (change["after"] or {}):
                return change["group"].partition("/")[2]
    raise AssertionError


def lettered(terminal, *words):
    """There is a letter about some subject, in its own words."""
    out = file_in(terminal, "letter.pdf")
    body = "body=สำนักงานได้รับเอกสารสมมติแล้ว"
    terminal.json("print", "L-00", some_subject(terminal), "--with", body, "--out", out)
    return words


def screened(terminal):
    """There is a case of screening of an invented community."""
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        founder = next(
            one.id for one in workspace.read.records("officer") if "ผู้ก่อตั้ง" in one.display_name
        )
        office = Certifying(Desk(workspace, Session(founder), SystemClock(), delivered()))
        case = office.screened(office.subject())
    return ("screen", case.screening)


def handed_in(terminal):
    """An invented application lies at the counter."""
    fields = {"applicant": "นายตัวอย่าง", "subject_name": "กลุ่มสมมติ"}
    terminal.json("act", "intake.receive", "--file", act_file(terminal, **fields))


def key_sheet(terminal):
    out = file_in(terminal, "sheet.txt")
    terminal.json("keys", "export", "--out", out)
    return out


def file_in(terminal, name):
    return terminal.folder.parent / name


def certified(terminal, *words, name="", issue=True):
    """There is a granted, and unless not wanted issued, certificate of an invented community."""
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        founder = next(
            one.id for one in workspace.read.records("officer") if "ผู้ก่อตั้ง" in one.display_name
        )
        desk = Desk(workspace, Session(founder), SystemClock(), delivered())
        office = Certifying(desk)
        made = office.granted()
        if issue:
            office.issuer().issue(made, office.who(Role.HEAD))
    named = (made,) if name else ()
    return ("--as", "ผู้ก่อตั้ง", name or words[0], *named, *words[0 if name else 1 :])


def shared_folder(terminal):
    """A folder that the desks of an office which has joined share."""
    folder = file_in(terminal, "shared")
    Path(folder).mkdir()
    keys = file_in(terminal, "roots")
    Path(keys).mkdir()
    words = Path(file_in(terminal, "words.txt"))
    words.write_text("ราก-หนึ่ง-แม่น้ำ-2569\nราก-สอง-ภูเขา-2569\nราก-สาม-ทะเล-2569\n", "utf-8")
    terminal.json("trust", "found", "--out", keys, "--passphrases", str(words))
    return folder


def with_agreement(terminal):
    """An agreement in preparation."""
    with_mission(terminal)
    begun = {"code": "ส-1", "name_th": "สมมติ", "agency": "นว", "mission": "ภ-1", "model": "GR"}
    terminal.json("act", "agreement.begin", "--file", act_file(terminal, "ag.json", **begun))
    return ("agreement", "ส-1")


def with_budget(terminal):
    """A budget of the invented agency."""
    with_mission(terminal)
    budget = {
        "agency": "นว", "code": "งบ-1", "fiscal_year": 2570, "budget_source": "สมมติ",
        "amount": "1000.00",
    }  # fmt: skip
    terminal.json("act", "envelope.open", "--file", act_file(terminal, "b.json", **budget))
    return ("budget", "งบ-1")


def with_consultation(terminal):
    """An agreement whose sides consulted each other."""
    with_agreement(terminal)
    asked = {
        "agreement": "ส-1", "code": "ปษ-1", "held": "2026-01-05", "initiator": "CI1",
        "tool": "TG3b-1", "topic": "สมมติ", "took_part": [{"what": "ผู้สูงอายุ", "people": 9}],
        "opinions": "ขอให้เยี่ยมตอนเช้า",
    }  # fmt: skip
    terminal.json("act", "consultation.record", "--file", act_file(terminal, "c.json", **asked))
    return ("delivery", "ส-1")


def with_survey(terminal):
    """A survey under a compact that is in force, and a table of answers to it."""
    day = SystemClock().today().isoformat()
    agency = {"code": "นว", "name_th": "หน่วยงานสมมติ", "provider": "PR1"}
    done = [
        ("agency.register", agency),
        ("agreement.begin",
         {"code": "ค-1", "name_th": "สมมติ", "agency": "นว", "instrument": "compact"}),
        ("agreement.link", {"agreement": "ค-1", "counterparty": "เครือข่ายสมมติ"}),
        ("agreement.write_terms", {"agreement": "ค-1", "terms": {
            "starts": day, "structure": "คณะกรรมการ", "codes_of_practice": ["การรับฟัง"],
            "review_dates": [day], "undertakings": [
                {"side": "agency", "what": "สมมติ"}, {"side": "partner", "what": "สมมติ"}],
        }}),
    ]  # fmt: skip
    for kind, fields in done:
        terminal.json("act", kind, "--file", act_file(terminal, "s.json", **fields))
    paper = terminal.json("print", "D-15", "ค-1", "--out", file_in(terminal, "d.pdf"))["paper"]
    shown = terminal.json("show", paper, "--personal")["groups"]["frozen"]["content_sha256"]
    signers = [
        {"side": side, "signer_role": "signatory", "name": "นายสมมติ", "position": "หัวหน้า",
         "authority": "โดยตำแหน่ง"}
        for side in ("agency", "partner")
    ]  # fmt: skip
    signed = {"paper": paper, "page_hash": shown, "signed": day, "kept_as": "1"}
    survey = {
        "code": "สร-1", "asked_from": day, "asked_to": day, "asked_whom": "ผู้สูงอายุ",
        "highest": 5, "asked_questions": ["มาตามเวลา"],
    }  # fmt: skip
    for kind, fields in (
        ("agreement.sign", signed | {"signers": signers}),
        ("agreement.bring_into_force", {"effective": day}),
        ("survey.set_up", survey),
    ):
        said = {"agreement": "ค-1"} | fields
        terminal.json("act", kind, "--file", act_file(terminal, "s.json", **said))
    table = file_in(terminal, "answers.csv")
    table.write_text("_uuid,มาตามเวลา\n1,5\n2,4\n", encoding="utf-8")
    return ("import-survey", "สร-1", table)


def with_mission(terminal):
    """There is an invented agency and its mission."""
    agency = {"code": "นว", "name_th": "หน่วยงานสมมติ", "provider": "PR1"}
    terminal.json("act", "agency.register", "--file", act_file(terminal, "agency.json", **agency))
    mission = {
        "agency": "นว", "code": "ภ-1", "name_th": "ภารกิจสมมติ", "goal": "เป้าหมายสมมติ",
        "target_group": "ผู้สูงอายุ", "public_interest": "เปิดแก่ทุกคน", "duty": "หน้าที่สมมติ",
        "clause": "มาตรา 1", "mission_type": "MT3", "process": "MP7", "provider": "PR1",
    }  # fmt: skip
    terminal.json("act", "mission.register", "--file", act_file(terminal, "m.json", **mission))
    return ("mission", "ภ-1")


NAME = "คณะกรรมการสมมติ"


def with_committee(terminal):
    """There is an invented committee with one member."""
    order = {"effective": "2026-01-05", "order_number": "1/2569", "order_date": "2026-01-05"}
    committee = {
        "committee_kind": "provincial",
        "name_th": NAME,
        "legal_basis": "PMO-2551",
        **order,
    }
    member = {"committee": NAME, "given": "สมมติ", "group": "expert", "seat": "chair", **order}
    for kind, fields in (("committee.constitute", committee), ("committee.appoint", member)):
        terminal.json("act", kind, "--file", act_file(terminal, f"{kind}.json", **fields))
    return ("members", NAME)


def with_meeting(terminal):
    """There is an invented meeting with one item."""
    with_committee(terminal)
    meeting = {"committee": NAME, "number": 7, "held": "2026-01-09", "mode": "online"}
    item = {"meeting": "7/2569", "item": "4.1", "title": "เรื่องสมมติ", "matter": "decide"}
    for kind, fields in (("meeting.call", meeting), ("meeting.put_item", item)):
        terminal.json("act", kind, "--file", act_file(terminal, f"{kind}.json", **fields))
    return ("agenda", "7/2569", "--waiting")


def with_call(terminal, *words):
    """There is a whole draft of an invented call."""
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        founder = next(
            one.id for one in workspace.read.records("officer") if "ผู้ก่อตั้ง" in one.display_name
        )
        scene = scene_at(Desk(workspace, Session(founder), SystemClock(), delivered()))
        starts = scene.today + timedelta(days=90)
        period = {"period_starts": starts, "period_ends": starts + timedelta(days=300)}
        examples_selection.draft(scene, **period)
    return ("--as", "ผู้ก่อตั้ง", *words)


def opened_call(terminal):
    closes = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011
    phrase = ("--phrase", secret_file(terminal))
    return with_call(terminal, "open-call", "ป-01/2570", "--closes", closes, *phrase)


def closed_call(terminal, *, handed_in=False):
    """In another registry a call has closed; returns its evaluator and the secretary."""
    folder, clock = terminal.folder.with_name("selecting"), SetClock(datetime.now(UTC) - A_MONTH)
    founded(folder, clock=clock)
    with open_desk(folder, clock) as desk:
        scene, workspace = scene_at(desk), desk.workspace
        starts = scene.today + timedelta(days=90)
        period = {"period_starts": starts, "period_ends": starts + timedelta(days=300)}
        call = examples_selection.draft(scene, **period)
        closes = scene.today + timedelta(days=examples_selection.DAYS_OPEN)
        draft, phrase = workspace.read.record(call), Secret.of_text(OTHER_SECRET)
        open_call(workspace, draft, closes, phrase, desk.session, cost=CHEAP)
        examples_selection.once(scene, "opened", lambda: call)
        (proposal,) = examples_scoring.admit(scene, "applicant")
        (officer,) = examples_scoring.evaluators(scene, "one")
        secretary = examples_scoring.secretary(scene).officer
        for who in (officer, secretary):
            act = ChangeSecret(officer=who)
            workspace.set_secret(act, OFFICER_SECRET, Session(who))
        if handed_in:
            sheet = examples_scoring.sheet(scene, proposal, officer, 4)
            hand_in(workspace, workspace.read.record(call), [sheet], Session(officer))
    terminal.folder = folder
    return officer, secretary


def scoring(terminal):
    officer, _ = closed_call(terminal)
    scores = [
        {"criterion": code, "level": 4, "evidence": "แฟ้ม 1 หน้า 2"}
        for code in examples_selection.WEIGHTS
    ]
    sheets = [{"proposal": "ข-applicant", "scores": scores}]
    file = act_file(terminal, "scores.json", sheets=sheets)
    return ("--as", officer, "score", "ป-01/2570", "--file", file)


def opening_scores(terminal):
    _, secretary = closed_call(terminal, handed_in=True)
    return ("--as", secretary, "open-scores", "ป-01/2570", "--phrase", secret_file(terminal))


def ranked(terminal):
    terminal.json(*opening_scores(terminal))
    return ("ranking", "ป-01/2570")


def told_the_result(terminal):
    """The call was decided; its applicant waits for a letter."""
    terminal.json(*opening_scores(terminal))
    with Workspace.opened(terminal.folder, KEYS, delivered()) as workspace:
        founder = next(
            one.id for one in workspace.read.records("officer") if "ผู้ก่อตั้ง" in one.display_name
        )
        scene = scene_at(Desk(workspace, Session(founder), SystemClock(), delivered()))
        (call,) = workspace.read.records("call")
        (proposal,) = workspace.read.records("proposal")
        act = DecideSelection(
            call=CallId(call.id),
            chosen_ones=(ProposalId(proposal.id),),
            resolution=decided_on_paper(scene, call.id, "call"),
            decision_kind=DecisionKind.CONSENSUS,
            weighing=examples_scoring.WEIGHING,
        )
        workspace.perform(act, Session(founder))
    out = str(terminal.folder.with_name("letters"))
    return ("--as", founder, "result-letters", "ป-01/2570", "--out", out)


def scanned_back(terminal):
    """An agreement whose printed paper comes back; what is scanned is the print itself."""
    with_agreement(terminal)
    terms = {"goals": "เป้าหมายสมมติ", "starts": "2026-12-01"}
    said = act_file(terminal, "terms.json", agreement="ส-1", terms=terms)
    terminal.json("act", "agreement.write_terms", "--file", said)
    scan = file_in(terminal, "scan.pdf")
    paper = terminal.json("print", "D-11", "ส-1", "--out", scan)["paper"]
    return ("scan-signed", "ส-1", paper, scan)


def started_template(terminal):
    """A template of the office, as it begins."""
    path = file_in(terminal, "own.toml")
    terminal.json("template-start", "D-26", "--out", path)
    return path


WAYS: dict[str, Callable] = {
    "acts": lambda _: ("acts", "organization.register"),
    "act": lambda t: ("act", "organization.change_contact", "--file", contact_file(t)),
    "mission": with_mission,
    "agreement": with_agreement,
    "budget": with_budget,
    "dossier": lambda t: ("dossier", with_agreement(t)[1], "--out", file_in(t, "case.zip")),
    "scan-signed": scanned_back,
    "templates": lambda _: ("templates", "D-26"),
    "template-start": lambda t: ("template-start", "D-26", "--out", file_in(t, "start.docx")),
    "template-check": lambda t: ("template-check", "D-26", started_template(t)),
    "template-import": lambda t: (
        "template-import", "D-26", started_template(t), "--edition", "1", "--owner", "สมมติ",
        "--cite", "คำสั่งสมมติ", "--reason", WHY,
    ),
    "clauses": lambda _: ("clauses", "notice"),
    "delivery": with_consultation,
    "import-survey": with_survey,
    "workflow": lambda t: ("workflow", "CM", "--out", file_in(t, "map.pdf")),
    "members": with_committee,
    "agenda": with_meeting,
    "resolutions": lambda t: ("resolutions", some_subject(t)),
    "call": lambda t: with_call(t, "call", "ป-01/2570"),
    "open-call": opened_call,
    "score": scoring,
    "open-scores": opening_scores,
    "ranking": ranked,
    "result-letters": told_the_result,
    "new-id": lambda _: ("new-id",),
    "appoint": lambda t: (
        "appoint", "--file", appointment(t), "--first-secret", secret_file(t),
    ),
    "areas": lambda _: ("areas", "เชียงใหม่"),
    "check-certificate": lambda t: (
        "check-certificate", certificate_file(t.folder, file_in(t, "certificate.pdf")),
        "--alone", "--keys", key_sheet(t),
    ),
    "keys": lambda t: ("keys", "export", "--out", file_in(t, "keys.txt")),
    "codes": lambda _: ("codes", "V-04"),
    "help": lambda _: ("help",),
    "attach": lambda t: ("attach", one_row_sheet(t.folder.parent)),
    "blank-forms": lambda t: ("blank-forms", "--count", "2", "--out", file_in(t, "forms.pdf")),
    "intakes": lambda t: (handed_in(t), ("intakes",))[1],
    "today": lambda t: ("today", "--out", file_in(t, "duties.pdf")),
    "due": lambda _: ("due", "--within", "3650", "--overdue"),
    "calendar": lambda t: ("calendar", "--to", "31/12/2571", "--ics", file_in(t, "clocks.ics")),
    "hand-over": lambda t: ("hand-over", "", "--out", file_in(t, "hand-over.pdf")),
    "holidays": lambda _: ("holidays", "--year", "2570", "--moved"),
    "import-holidays": lambda t: (
        "import-holidays", holiday_sheet(t), "--citation", "มติสมมติ", "--reason", WHY,
    ),
    "looks": lambda t: (terminal_look(t), ("looks",))[1],
    "batches": lambda t: (imported(t), ("batches",))[1],
    "add-recovery-key": lambda t: (
        "add-recovery-key", "--out", file_in(t, "recovery.json"), "--secret", secret_file(t),
    ),
    "supervision": lambda t: ("supervision", "--out", file_in(t, "s.xlsx")),
    "compliance": lambda t: ("compliance", some_subject(t)),
    "concentration": lambda t: ("concentration", "--out", file_in(t, "k.csv")),
    "duplicates": lambda t: ("duplicates", some_subject(t)),
    "due-returns": lambda _: ("due-returns",),
    "dormant": lambda _: ("dormant",),
    "timeline": lambda t: ("timeline", some_subject(t)),
    "backup": lambda t: ("backup", file_in(t, "copy.backup"), "--rehearse"),
    "certificate": lambda t: certified(t, name="certificate"),
    "certificates": lambda t: certified(t, "certificates", "--status", "valid"),
    "issue-certificates": lambda t: certified(t, "issue-certificates", "--all", issue=False),
    "replace-certificate": lambda t: certified(
        t, "--reason", "พิมพ์ชื่อผิด", name="replace-certificate"
    ),
    "sheet": lambda _: ("sheet", "ก-0001"),
    "status-list": lambda t: certified(t, "status-list", "--out", file_in(t, "list.json")),
    "change-secret": lambda t: ("change-secret", "--new", secret_file(t)),
    "confirm-clock": lambda _: ("confirm-clock", "--reason", "ตรวจแล้ว"),
    "export": lambda t: ("export", "organizations", file_in(t, "out.xlsx")),
    "history": lambda t: ("history", some_subject(t), "--personal"),
    "journal": lambda _: ("journal", "--act", "organization.register", "--limit", "3"),
    "import": lambda t: (
        "import", "organizations", one_row_sheet(t.folder.parent),
        "--dry-run", "--rejects", file_in(t, "rejects.csv"),
    ),
    "keep-backup": lambda t: ("keep-backup", file_in(t, "backups")),
    "letters": lambda t: lettered(t, "letters"),
    "letter-book": lambda t: ("letter-book", "--out", file_in(t, "book.pdf")),
    "year-end": lambda t: lettered(
        t, "year-end", "2570", "--out", file_in(t, "unused.pdf")
    ),
    "list": lambda _: ("list", "organizations", "--limit", "5"),
    "notice-dates": lambda _: ("notice-dates", "--received", "2026-01-15"),
    "notice": lambda terminal: ("notice", with_agreement(terminal)[1]),
    "notices": lambda _: ("notices",),
    "notice-watch": lambda _: ("notice-watch",),
    "numbers": lambda _: ("numbers",),
    "officers": lambda _: ("officers",),
    "close-desk": lambda t: ("close-desk", kept_backup(t), "--seen-there"),
    "open-desk": restored,
    "papers": lambda _: ("papers",),
    "print": lambda t: ("print", "D-02", some_subject(t), "--out", file_in(t, "d02.pdf")),
    "person-data": lambda t: ("person-data", "example.org", "--out", file_in(t, "held")),
    "privacy": lambda _: ("privacy",),
    "public-extract": lambda t: ("public-extract", "--out", file_in(t, "public")),
    "reprint": lambda t: (
        "reprint", printed(t), "--out", file_in(t, "again.pdf"), "--reason", "ฉบับแรกหาย",
    ),
    "reset-secret": colleague,
    "restore": lambda t: ("restore", backed_up(t)),
    "save-attachment": lambda t: attached(t)[0],
    "screen": screened,
    "screenings": lambda t: screened(t) and ("screenings",),
    "search": lambda _: ("search", "ก"),
    "show": lambda t: ("show", some_subject(t), "--personal"),
    "status": lambda _: ("status",),
    "undo-import": lambda t: ("undo-import", imported(t), "--reason", "นำเข้าผิดแฟ้ม"),
    "verify": lambda _: ("verify",),
    "trust": lambda _: ("trust", "status"),
    "bundle": lambda _: ("bundle", "peers"),
    "conflicts": lambda _: ("conflicts", "list"),
    "audit": lambda t: ("audit", backed_up(t)),
    "watch": lambda t: ("watch", shared_folder(t)),
}  # fmt: skip
ELSEWHERE = {"init", "sample", "welcome"}
"""They make registries of their own and are tested in `test_first_steps`."""


def test_every_command_is_exercised():
    assert set(COMMANDS) == set(WAYS) | ELSEWHERE


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_in_both_languages(name, bare):
    command = COMMANDS[name]
    assert " / " in command.help, name
    told = bare(name, "--help")
    assert told.code == 0
    assert name in told.out
    for param in command.params:
        if param.name in {"limit", "organizations", "seed", "personal"}:
            continue
        assert param.help, (name, param.name)


@pytest.mark.parametrize("name", sorted(WAYS))
def test_command_says_one_object(name, terminal):
    told = terminal(*WAYS[name](terminal), as_json=True)
    assert told.code == 0, told
    assert told.json
    assert terminal.left == []
    assert OFFICER_SECRET.reveal_text() not in told.out + told.err


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", sorted(WAYS))
def test_command_speaks_to_a_person(name, lang, terminal):
    told = terminal(*WAYS[name](terminal), lang=lang)
    assert told.code == 0, told
    assert told.out.strip()
    assert "{" not in told.out.replace("{'", "") or name in {"acts", "attach", "history", "show"}
