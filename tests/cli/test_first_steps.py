"""From an empty folder to a registry of one's own, and from a dead computer to it again."""

from __future__ import annotations

import pytest

from cso_registry.cli import context as context_module
from cso_registry.workspace.ways import NAME

FOUNDING = (
    "init", "--code", "ชม", "--name", "สำนักงานจังหวัดสมมติ", "--given", "มานี", "--family", "สมมติ",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _places_of_its_own(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.mark.parametrize("province", ["50", "เชียงใหม่", "จ.เชียงใหม่", None])
def test_office_is_founded_and_works(bare, province):
    place = () if province is None else ("--province", province)
    told = bare.json(*FOUNDING, *place)
    assert told["founded"] is True
    (officer,) = bare.json("officers")["officers"]
    assert officer["id"] == told["officer"]
    scope = "00" if province is None else "50"
    assert f"administrator@{scope}" in officer["rights"]
    assert bare.json("verify")["sound"] is True


def test_founding_twice_is_refused(bare):
    bare.json(*FOUNDING)
    assert bare.refused(*FOUNDING)["reasons"][0]["key"] == "founding.folder_in_use"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_founding_without_a_recovery_key_warns(bare, lang):
    told = bare(*FOUNDING, lang=lang)
    assert told.code == 0
    assert told.err.strip()
    assert str(bare.folder) in told.out


@pytest.mark.parametrize(
    ("more", "key"),
    [(("--province", "แอตแลนติส"), "area.no_such_province"), (("--code", "ก/ข"), None)],
)
def test_office_that_cannot_be_founded(bare, more, key):
    told = bare(*FOUNDING, *more, as_json=True)
    assert told.code == 2
    assert told.json["reasons"][0].get("key") == key
    assert not (bare.folder / NAME).exists()


def test_recovery_key_brings_the_office_back(bare, tmp_path):
    key, copy = tmp_path / "recovery.key", tmp_path / "copy.backup"
    bare.json(*FOUNDING, "--recovery-out", key)
    bare.json("backup", copy, "--rehearse")
    assert key.stat().st_mode & 0o077 == 0
    bare.folder = tmp_path / "elsewhere"
    tried = bare.json("restore", copy, "--recovery", key, "--dry-run")
    assert tried["restored"] is False
    assert not bare.folder.exists()
    assert bare.json("restore", copy, "--recovery", key)["restored"] is True
    assert bare.json("open-desk", "--reason", "เครื่องเดิมเสีย")["desk_mark"]
    assert bare.json("verify")["sound"] is True


def test_founding_does_not_write_over_a_file_of_that_name(bare, tmp_path):
    key = tmp_path / "recovery.key"
    key.write_text("the key of another registry")
    told = bare(*FOUNDING, "--recovery-out", key, as_json=True)
    assert told.code == 2
    assert key.read_text() == "the key of another registry"


def test_samples_only_in_a_training_registry(bare, tmp_path):
    bare.json(*FOUNDING)
    assert bare.refused("sample")["reasons"][0]["key"] == "sample.only_in_training"
    bare.folder = tmp_path / "training"
    bare.json(*FOUNDING, "--training")
    assert bare.json("sample", "--organizations", "5", "--seed", "3")["made"] == 5
    assert len(bare.json("list")["rows"]) == 5


@pytest.mark.parametrize("lang", ["th", "en"])
def test_welcome_makes_a_training_registry_once(bare, lang, monkeypatch):
    from cso_registry.cli import welcome  # noqa: PLC0415

    monkeypatch.setattr(welcome, "TRAINING_SUBJECTS", 6)
    first = bare.json("welcome", lang=lang)
    assert first["subjects"] == 6
    told = bare("welcome", lang=lang)
    assert told.code == 0
    assert "CSO_REGISTRY_PASSPHRASE" in told.out
    assert first["folder"] in told.out


def test_program_is_named_so_that_it_can_be_typed(tmp_path, monkeypatch):
    from cso_registry.cli.welcome import name_to_type  # noqa: PLC0415

    home = tmp_path / "a folder" / ".venv/bin"
    home.mkdir(parents=True)
    program = home / "cso-registry"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path / "a folder")
    assert name_to_type(str(program)) == ".venv/bin/cso-registry"
    monkeypatch.chdir(tmp_path)
    assert name_to_type(str(program)) == "'a folder/.venv/bin/cso-registry'"
    monkeypatch.chdir("/")
    assert name_to_type(str(program)).endswith("/.venv/bin/cso-registry'")
    monkeypatch.setenv("PATH", str(home))
    assert name_to_type(str(program)) == "cso-registry"
    assert name_to_type(str(tmp_path / "pytest")) == "cso-registry"


def test_secret_is_asked_when_there_is_somebody(bare, monkeypatch):
    bare.json(*FOUNDING)
    known = {"passphrase": bare.passphrase}
    bare.passphrase = None
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(context_module.getpass, "getpass", lambda _: known["passphrase"])
    assert bare.json("officers")["officers"]


@pytest.mark.parametrize(
    ("arguments", "day"),
    [
        (("--received", "2026-01-15"), "2026-04-15"),
        (("--received", "15/1/2569"), "2026-04-15"),
        (("--received", "15 มกราคม 2569"), "2026-04-15"),
        (("--received", "๓๐ พ.ย. ๒๕๖๘"), "2026-02-28"),
        (("--end", "2026-04-15"), "2026-01-15"),
    ],
)
def test_notice_dates(bare, arguments, day):
    assert day in bare.json("notice-dates", *arguments).values()
    for lang in ("th", "en"):
        assert day in bare("notice-dates", *arguments, lang=lang).out
