"""R20: no personal data and no secret in the log and in reports of faults."""

import json
import logging
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from cso_registry.host.crash import MOST_CAUSES, MOST_FRAMES, told_faults, write_report
from cso_registry.host.logging import (
    FILE_NAME,
    KEPT_FILES,
    HarmlessFormatter,
    PrivateRotatingHandler,
    start_log,
    stop_log,
)
from cso_registry.kernel.errors import InputError
from cso_registry.seal.secret import Secret

FACTS = ("name", "act", "key", "paper", "rule", "count", "entries", "ms")
CANARIES = [
    "นางสาวคานารี่ ทดสอบ",
    "1234567890123",
    "0812345678",
    "canary@example.org",
    "s3cret-canary",
]


@pytest.fixture
def log(tmp_path):
    handler = start_log(tmp_path / "logs", logging.DEBUG)
    yield lambda: [json.loads(line) for line in _text(tmp_path).splitlines()]
    stop_log(handler)


def _text(tmp_path):
    path = tmp_path / "logs" / FILE_NAME
    return path.read_text("utf-8") if path.exists() else ""


def test_event_and_its_known_facts_are_written(log):
    own = logging.getLogger("cso_registry.storage.store")
    own.info("store.opened", extra={"facts": {"entries": 12, "act": "organization.register"}})
    (line,) = log()
    assert line["event"] == "store.opened"
    assert line["from"] == "cso_registry.storage.store"
    assert (line["entries"], line["act"], line["level"]) == (12, "organization.register", "INFO")
    assert line["at"] > 1_700_000_000_000


def test_nothing_else_is_ever_written(log, tmp_path, expected_warnings):
    own, foreign = (
        logging.getLogger("cso_registry.test"),
        logging.getLogger("keyring.canary@example.org"),
    )
    for canary in CANARIES:
        own.warning("saved %s", canary)
        own.warning(canary)
        own.warning("store.saved", extra={"facts": dict.fromkeys(FACTS, canary)})
        own.warning("store.saved", extra={"facts": {"count": 1234567890123, canary: 1}})
        own.warning("store.saved", extra={"facts": canary})
        own.warning({"canary": canary})
        foreign.warning("password is %s", canary)
        try:
            _fail_with(ValueError(canary, Secret.of_text(canary)))
        except ValueError:
            own.exception("store.failed")
    assert len(expected_warnings) == len(log()) == 8 * len(CANARIES)
    text = _text(tmp_path)
    for canary in [*CANARIES, "canary", "saved %s", "password"]:
        assert canary not in text
    assert {line["from"] for line in log()} == {"cso_registry.test", "keyring"}


@settings(max_examples=200)
@given(st.text(min_size=1), st.dictionaries(st.text(), st.text() | st.integers()))
def test_any_sentence_and_any_fact_become_one_harmless_line(message, facts):
    record = logging.LogRecord("cso_registry.x", logging.INFO, "", 0, message, (), None)
    record.facts = facts
    line = HarmlessFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line).keys() - {"at", "level", "from", "event"} <= facts.keys()


def test_error_is_told_by_kind_and_place(log, expected_warnings):
    try:
        _fail_with(InputError("thai.bad_date", text=CANARIES[0]))
    except InputError:
        logging.getLogger("cso_registry.test").exception("import.refused")
    (line,) = log()
    assert len(expected_warnings) == 1
    (fault,) = line["fault"]
    assert fault["kind"] == "cso_registry.kernel.errors.InputError"
    assert fault["key"] == "thai.bad_date"
    assert fault["at"][-1].split(":")[1] == "_fail_with"


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX")
def test_log_is_private_and_rotates_within_its_bounds(tmp_path):
    handler = PrivateRotatingHandler(
        tmp_path / FILE_NAME, maxBytes=500, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(HarmlessFormatter())
    before = os.umask(0)
    try:
        for _ in range(100):
            handler.emit(logging.LogRecord("cso_registry.x", 20, "", 0, "store.saved", (), None))
    finally:
        os.umask(before)
        handler.close()
    files = list(tmp_path.iterdir())
    assert len(files) == KEPT_FILES + 1
    assert all(file.stat().st_size <= 500 for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_log_that_cannot_be_written_stops_nothing_and_prints_nothing(tmp_path, capsys):
    handler = PrivateRotatingHandler(tmp_path / "gone" / FILE_NAME, delay=True)
    record = logging.LogRecord("cso_registry.x", 20, "", 0, "saved %s", (CANARIES[4],), None)
    handler.handle(record)
    handler.close()
    assert capsys.readouterr() == ("", "")


def _fail_with(error):
    raise error


def _fault():
    class Person(BaseModel):
        citizen_id: int

    secret = Secret.of_text(CANARIES[4])
    try:
        try:
            Person.model_validate({"citizen_id": CANARIES[0], "secret": secret})
        except ValueError as error:
            raise KeyError(CANARIES[1]) from error
    except KeyError as error:
        error.add_note(CANARIES[2])
        return ExceptionGroup(CANARIES[3], [error, OSError(28, CANARIES[0], CANARIES[3])])


def test_report_tells_kinds_places_and_versions_only(tmp_path):
    path = write_report(tmp_path / "logs", _fault(), 1_795_194_000_000)
    text = path.read_text("utf-8")
    for canary in [*CANARIES, "canary", str(tmp_path), str(Path.home())]:
        assert canary not in text
    report = json.loads(text)
    kinds = [fault["kind"] for fault in report["fault"]]
    assert kinds[0] == "builtins.ExceptionGroup"
    assert {"builtins.KeyError", "builtins.OSError"} <= set(kinds)
    assert any(kind.endswith("ValidationError") for kind in kinds)
    assert report["at"] == "2026-11-21T00:00:00+07:00"
    assert report["versions"]["pydantic"].startswith("2.")
    assert next(f for f in report["fault"] if f["kind"] == "builtins.OSError")["errno"] == 28
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_reports_of_one_millisecond_stand_side_by_side(tmp_path):
    paths = {write_report(tmp_path, ValueError(), 0) for _ in range(5)}
    assert len(paths) == len(list(tmp_path.iterdir())) == 5


def test_endless_errors_end():
    def deep(depth):
        if depth:
            deep(depth - 1)
        raise RecursionError

    with pytest.raises(RecursionError) as caught:
        deep(500)
    (told,) = told_faults(caught.value)
    assert len(told["at"]) == MOST_FRAMES
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert len(told_faults(first)) == 2
    wide = ExceptionGroup("many", [ValueError() for _ in range(500)])
    assert len(told_faults(wide)) == MOST_CAUSES
