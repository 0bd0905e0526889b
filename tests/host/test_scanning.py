"""Scanners through SANE: a stand-in speaks as `scanimage` does, where no scanner is plugged in."""

from __future__ import annotations

import pytest

from cso_registry.host.passing_folder import PassingFolder
from cso_registry.host.scanning import SaneScanner, ScannerFound, scanner_here
from cso_registry.kernel.errors import KnownError
from tests.support.scanimage import PAGE, stand_in


@pytest.fixture
def door(tmp_path):
    return SaneScanner(str(stand_in(tmp_path)))


def nothing():
    """Let it go on."""


def test_scanner_is_found_by_maker_and_model(door):
    assert door.found() == (ScannerFound("test:0", "Noname frontend-tester"),)


def test_page_is_scanned_into_a_file(door, tmp_path):
    door.scan("test:0", tmp_path / "page.png", nothing)
    assert (tmp_path / "page.png").read_bytes() == PAGE


def test_scanner_that_is_gone_is_told_in_its_own_words(door, tmp_path):
    with pytest.raises(KnownError) as failed:
        door.scan("gone:1", tmp_path / "page.png", nothing)
    assert failed.value.key == "scan.failed"
    assert "open of device gone:1 failed" in failed.value.params["why"]


def test_scan_is_stopped_while_the_scanner_is_slow(door, tmp_path):
    turns = []

    def stop_soon():
        turns.append(1)
        if len(turns) > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        door.scan("slow:1", tmp_path / "page.png", stop_soon)
    assert not (tmp_path / "page.png").exists()


def test_missing_program_is_no_scanner(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert scanner_here() is None
    with pytest.raises(KnownError):
        SaneScanner(str(tmp_path / "nothing")).found()
    stand_in(tmp_path)
    assert scanner_here() is not None


def test_passing_folder_leaves_nothing():
    folder = PassingFolder()
    file = folder.path / "page.png"
    file.write_bytes(PAGE)
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.let_go()
    assert not folder.path.exists()
