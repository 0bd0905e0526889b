"""Dated backups: old ones go only when nothing is lost with them (F:Q2)."""

from __future__ import annotations

import io

from cso_registry.storage.attachments import FOLDER
from cso_registry.workspace.keeping import keep_backup
from tests.support.desk import KEYS

SCAN = b"%PDF-1.7 invented" * 99


def kept(desk, folder):
    made = keep_backup(desk.workspace, folder, KEYS, kept=2)
    desk.clock.pass_days(1)
    return made


def test_the_oldest_goes_when_a_new_one_is_proved(desk, tmp_path):
    made = [kept(desk, tmp_path / "backups") for _ in range(3)]
    assert [len(one.dropped) for one in made] == [0, 0, 1]
    assert made[2].dropped == (made[0].file,)
    assert sorted((tmp_path / "backups").iterdir()) == [made[1].file, made[2].file]


def test_nothing_goes_while_an_attachment_is_missing(desk, tmp_path):
    desk.workspace.attach(io.BytesIO(SCAN), "สแกน.pdf")
    made = [kept(desk, tmp_path / "backups") for _ in range(2)]
    (scan,) = (desk.folder / FOLDER).iterdir()
    scan.unlink()
    made.append(kept(desk, tmp_path / "backups"))
    assert made[2].manifest.lacking == (scan.name,)
    assert made[2].dropped == ()
    assert all(one.file.exists() for one in made)
