"""The manual tells the truth: its commands exist and work, in Thai and English alike.

The console lines are run in the order in which a new office would read the pages.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from cso_registry.cli.main import outcome, whole_program
from cso_registry.host.resources import find_resources
from cso_registry.host.secrets import OFFICER_SECRET_VARIABLE, PASSPHRASE_VARIABLE
from cso_registry.workspace.manual import FIRST, found_lines, read_pages

LANGUAGES = ("th", "en")
ROWS = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "A6",
    "A9",
    "A10",
    "A11",
    "A12",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "B6",
    "B7",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C8",
    "C7",
    "D7",
    "J2",
    "J1",
    "J3",
    "X37",
    "J4",
    "L1",
    "L2",
    "N2",
    "N3",
    "N4",
    "N6",
    "N7",
    "O2",
    "O3",
    "O4",
    "O5",
    "Q2",
    "Q3",
    "X16",
    "X17",
    "X18",
    "X19",
    "X20",
    "X21",
    "X22",
    "X23",
    "X24",
    "X26",
    "A7",
    "A8",
    "A13",
    "A14",
    "M1",
    "M2",
    "M3",
    "X28",
    "X29",
    "X30",
    "X32",
    "X34",
    "X35",
    "X38",
    "X14",
    "X40",
    "X41",
    "X43",
    "X46",
    "G9",
    "D1",
    "D2",
    "D6",
    "X11",
    "D3",
    "D4",
    "D5",
    "D8",
    "X10",
    "X12",
    "X13",
    "X15",
    "E2",
    "E5",
    "E7",
    "F1",
    "F2",
    "F7",
    "G1",
    "G2",
    "G4",
    "G5",
    "G8",
    "G7",
    "H1",
    "H2",
    "H7",
    "H3",
    "E1",
    "E3",
    "E4",
    "G3",
    "H8",
    "H4",
    "H6",
    "E6",
    "X4",
    "I1",
    "I2",
    "I6",
    "X6",
    "X7",
    "X9",
    "H5",
]
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| F:(\w+) \|[^|]+\|[^|]+\|$", re.MULTILINE)
READING = (
    ("start", "console"),
    ("officers", "console"),
    ("register", "console"),
    ("officers", "console after-register"),
    ("details", "console"),
    ("documents", "console"),
    ("settings", "console"),
    ("life", "console"),
    ("numbers", "console"),
    ("sheets", "console sheet"),
    ("papers", "console"),
    ("screening", "console"),
    ("letters", "console"),
    ("certificates", "console"),
    ("checking", "console"),
    ("growth", "console"),
    ("missions", "console"),
    ("committee", "console"),
    ("calls", "console"),
    ("scoring", "console"),
    ("agreements", "console"),
    ("delivery", "console"),
    ("supervision", "console"),
    ("search", "console"),
    ("today", "console"),
    ("calendar", "console"),
    ("history", "console"),
    ("clock", "console"),
    ("privacy", "console"),
    ("notice", "console"),
    ("backup", "console"),
    ("backup", "console restored"),
)
one_worker = pytest.mark.xdist_group("manual")
"""The story takes a minute, and each worker that needs it would tell it again."""
ASKED = "console ask"
"""Needs an id or a person at the keyboard; its words are checked, it is not run."""
REGISTRY = "ทะเบียน"
PASSPHRASE, SECRET = "คู่มือ-แม่น้ำ-ภูเขา-ทะเล", "คู่มือ-เจ้าหน้าที่-ทดสอบ"
FIRST_SECRET = "คู่มือ-รหัสแรก-ทดสอบ"
"""Opens nothing but the change into one's own."""
SHEET = """รายชื่อองค์กร (สมมติ)
ลำดับ,ชื่อองค์กร,ประเภท,ตำบล,อำเภอ,จังหวัด,วันที่จดทะเบียน,วัตถุประสงค์
๑,กลุ่มแม่บ้านสมมติวัดจันทร์,กลุ่ม,วัดจันทร์,เมืองพิษณุโลก,พิษณุโลก,๒ มกราคม ๒๕๖๘,ด้านสุขภาพ
2,กลุ่มไม่มีพื้นที่ (สมมติ),กลุ่ม,ไม่มีตำบลนี้,เมืองพิษณุโลก,พิษณุโลก,2/1/2568,ด้านสุขภาพ
"""


@dataclass(frozen=True)
class Run:
    """One line of the manual, how it ended and what it said."""

    line: str
    code: int
    said: str


def pages(language: str):
    return read_pages(find_resources(), language)


def fences(text: str) -> list[tuple[str, str]]:
    return [(one["info"].strip(), one["body"]) for one in FENCE.finditer(text)]


def console_lines(text: str, *infos: str) -> list[str]:
    return [
        line.removeprefix("$ ")
        for info, body in fences(text)
        if info.startswith("console") and (not infos or info in infos)
        for line in body.splitlines()
        if line.startswith("$ ")
    ]


def all_lines(language: str) -> list[str]:
    return [line for page in pages(language).values() for line in console_lines(page.text)]


def faults_of(line: str) -> list[str]:
    """What is wrong with the words of one line, against the program itself."""
    program, *words = shlex.split(line)
    if program != "cso-registry":
        return [f"{program} is no program of ours"]
    root = whole_program()
    shared = {name: param for param in root.params for name in param.opts}
    while words and words[0].startswith("--"):
        if words[0] not in shared:
            return [f"no shared option {words[0]}"]
        words = words[1:] if shared[words[0]].is_flag else words[2:]
    command = root.commands.get(words[0]) if words else None
    if command is None:
        return [f"no command {words[:1]}"]
    while words[1:] and words[1] in getattr(command, "commands", {}):
        words = words[1:]
        command = command.commands[words[0]]
    options = {name: param for param in command.params for name in param.opts if "--" in name}
    arguments = [param for param in command.params if not param.opts[0].startswith("--")]
    rest, given, found = words[1:], 0, []
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            given += 1
        elif word not in options:
            found.append(f"{words[0]} has no option {word}")
        elif not options[word].is_flag:
            rest = rest[1:]
    needed = sum(param.required for param in arguments)
    if not needed <= given <= len(arguments):
        found.append(f"{words[0]} takes {needed} to {len(arguments)} words, not {given}")
    return found


@contextlib.contextmanager
def inside(folder: Path):
    """Work in `folder`, with the places of the program inside it."""
    before, kept = Path.cwd(), dict(os.environ)
    os.environ |= {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME")}
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(kept)


def run_line(line: str) -> Run:
    words = shlex.split(line)[1:]
    if "--registry" not in words:
        words = ["--registry", REGISTRY, *words]
    secret = FIRST_SECRET if "change-secret" in words else SECRET
    os.environ |= {PASSPHRASE_VARIABLE: PASSPHRASE, OFFICER_SECRET_VARIABLE: secret}
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = outcome(words)
    return Run(line, code, said.getvalue())


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> list[Run]:
    """Every line of the Thai manual that can be run, run in a new office."""
    folder = tmp_path_factory.mktemp("manual")
    thai = pages("th")
    for page in thai.values():
        for info, body in fences(page.text):
            if info.startswith(("json ", "csv ")):
                (folder / info.partition(" ")[2]).write_text(body, encoding="utf-8")
    for name, secret in (("first.txt", FIRST_SECRET), ("mine.txt", SECRET), ("phrase.txt", SECRET)):
        (folder / name).write_text(secret, encoding="utf-8")
    (folder / "ระเบียบกลุ่ม.pdf").write_bytes(b"%PDF-1.4 invented")
    (folder / "บัญชีองค์กร.csv").write_text(SHEET, encoding="utf-8")
    with inside(folder):
        return [
            run_line(line)
            for topic, info in READING
            for line in console_lines(thai[topic].text, info)
        ]


@one_worker
def test_every_line_of_the_manual_works(story):
    failed = [run for run in story if run.code != 0]
    assert not failed, "\n".join(f"{run.line}\n  = {run.code} {run.said}" for run in failed)
    assert len(story) > 70


@one_worker
def test_story_did_what_the_pages_say(story):
    said = {run.line.partition(" act ")[2] or run.line: run.said for run in story}
    assert "พล/2568/0001" in said["organization.register --file org.json"]
    assert "พล/2568/0004" in said["organization.register --file person.json"]
    assert "พล/2567/0012" in said["organization.register --file paper-book.json"]
    shown = next(run.said for run in story if run.line.endswith("show พล/2568/0002"))
    assert "ระเบียบหรือข้อตกลงของกลุ่ม" in shown
    assert "31 มกราคม 2571" in shown
    assert "มั่นคง" not in shown
    assert "เห็นต้นฉบับแล้ว" in shown
    assert "ยังไม่มี" in shown
    looked = next(run.said for run in story if " looks" in run.line)
    assert "สมหญิง" in looked
    history = next(run.said for run in story if run.line.endswith("history พล/2568/0001"))
    assert "มูลนิธิพัฒนาชุมชนสองแคว (สมมติ) → มูลนิธิสองแควพัฒนา (สมมติ)" in history
    assert "None" not in history + shown


@one_worker
def test_every_runnable_line_was_run(story):
    run = {one.line for one in story}
    thai = pages("th")
    left = [
        line
        for page in thai.values()
        for line in console_lines(page.text)
        if line not in run and line not in console_lines(page.text, ASKED)
    ]
    assert not left


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_options_of_every_line_exist(language):
    lines = all_lines(language)
    assert len(lines) > 70
    wrong = {line: faults for line in lines if (faults := faults_of(line))}
    assert not wrong


@pytest.mark.parametrize(
    "line",
    [
        "cso-registry lst",
        "cso-registry list --colour red",
        "cso-registry list --registry x",
        "cso-registry show",
        "cso-registry show a b",
        "other list",
    ],
)
def test_wrong_line_is_noticed(line):
    assert faults_of(line)


def test_both_languages_have_the_same_topics_lines_and_examples():
    thai, english = pages("th"), pages("en")
    assert list(thai) == list(english)
    assert next(iter(thai)) == FIRST
    for topic in thai:
        assert fences(thai[topic].text) == fences(english[topic].text), topic
        assert ROW.findall(thai[topic].text) == ROW.findall(english[topic].text), topic
        assert thai[topic].title != english[topic].title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_table_of_commands(language):
    commands = set(whole_program().commands)
    assert len(commands) > 30
    table = pages(language)["commands"].text
    told = dict(re.findall(r"^\| `([a-z-]+)` \|[^|]+\| (\w+) \|$", table, re.MULTILINE))
    assert told.keys() == commands
    assert set(told.values()) <= pages(language).keys()


def test_every_command_is_shown_at_work_on_some_page():
    used = {word for line in all_lines("th") for word in shlex.split(line)}
    assert set(whole_program().commands) <= used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_features_is_explained(language):
    told = [row for page in pages(language).values() for row in ROW.findall(page.text)]
    assert set(ROWS) <= set(told)


def test_examples_are_used_by_a_line_of_the_manual():
    lines = "\n".join(all_lines("th"))
    named = [
        info.removeprefix("json ")
        for page in pages("th").values()
        for info, body in fences(page.text)
        if info.startswith("json") and json.loads(body)
    ]
    assert len(named) > 20
    assert len(named) == len(set(named))
    assert all(f"--file {name}" in lines for name in named)


def test_words_are_found_without_tone_marks():
    topics = {topic for topic, _ in found_lines(pages("th"), "กุญแจกูคืน")}
    assert {"start", "backup"} <= topics
    assert not found_lines(pages("th"), "ไม่มีคำนี้ในคู่มือแน่")
    assert not found_lines(pages("th"), " ")


def test_help_command(capsys):
    assert outcome(["--json", "help"]) == 0
    topics = [one["topic"] for one in json.loads(capsys.readouterr().out)["topics"]]
    assert topics[0] == FIRST
    assert outcome(["help", "register"]) == 0
    assert "จดทะเบียนสี่ประเภท" in capsys.readouterr().out
    assert outcome(["--lang", "en", "help", "--find", "recovery key"]) == 0
    assert "backup:" in capsys.readouterr().out
    assert outcome(["--json", "help", "nonsense"]) == 2
    refused = json.loads(capsys.readouterr().out)["reasons"][0]
    assert refused["key"] == "help.no_such_topic"
    assert "register" in refused["sentence"]
