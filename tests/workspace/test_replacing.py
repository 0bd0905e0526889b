"""A backup in the place of a registry: proved first, and what stood there is kept whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from cso_registry.kernel.errors import KnownError
from cso_registry.workspace.replacing import replace
from cso_registry.workspace.workspace import Workspace
from tests.support.desk import KEYS, copy_of, founded, program_at
from tests.support.registry import SetClock


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    base = tmp_path_factory.mktemp("kept")
    for name in ("one", "other"):
        founded(base / name)
        with Workspace.opened(base / name, KEYS, program_at(SetClock())) as workspace:
            workspace.back_up(base / f"{name}.csobackup")
    return base


@pytest.fixture
def folder(kept, tmp_path):
    copy_of(kept / "one", tmp_path / "registry")
    (tmp_path / "registry" / "registry.db").write_bytes(b"garbage" * 999)
    return tmp_path / "registry"


def put(kept, folder, name="one"):
    return replace(kept / f"{name}.csobackup", folder, KEYS, program_at(SetClock()))


def refused(kept, folder, name="one"):
    with pytest.raises(KnownError) as caught:
        put(kept, folder, name)
    return caught.value.key


def test_old_one_stands_beside_the_new_one(kept, folder):
    garbage = (folder / "registry.db").read_bytes()
    done = put(kept, folder)
    assert done.proof.is_sound
    assert (done.aside / "registry.db").read_bytes() == garbage
    assert {one.name for one in folder.parent.iterdir()} == {folder.name, done.aside.name}
    assert put(kept, folder).aside != done.aside


def test_backup_of_another_office_takes_no_place(kept, folder):
    assert refused(kept, folder, "other") == "restore.other_registry"
    assert list(folder.parent.iterdir()) == [folder]


def test_folder_without_a_registry_is_left_alone(kept, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("x", "utf-8")
    assert refused(kept, tmp_path / "papers") == "restore.no_registry_there"


def test_registry_that_somebody_works_in_keeps_its_place(kept, tmp_path):
    copy_of(kept / "one", tmp_path / "registry")
    with Workspace.opened(tmp_path / "registry", KEYS, program_at(SetClock())):
        assert refused(kept, tmp_path / "registry") == "host.registry_in_use"


def test_old_one_goes_back_when_the_disk_refuses_the_new_one(kept, folder, monkeypatch):
    rename = Path.rename

    def refusing(path, target):
        if ".restored-" in path.name and Path(target) == folder:
            raise OSError(5, "invented")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    before = (folder / "registry.db").read_bytes()
    with pytest.raises((KnownError, OSError)):
        put(kept, folder)
    assert (folder / "registry.db").read_bytes() == before
