"""Two desks of one office exchange through a folder, and nothing stands in their way (F:M10)."""

from __future__ import annotations

import pytest

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.errors import KnownError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.telling import BundleWords
from cso_registry.workspace.exchanging.trusting import new_root_keys
from cso_registry.workspace.exchanging.watching import Watched
from cso_registry.workspace.restoring import open_desk as open_restored
from cso_registry.workspace.restoring import restore
from tests.support.desk import KEYS, copy_of, new_desk, open_desk
from tests.support.neighbours import add_subjects

WHY = "ตามที่แจ้ง สมมติ"


@pytest.fixture
def desks(tmp_path):
    """An office with two computers: the second was restored from the first one's backup."""
    with new_desk(tmp_path / "first", province="50") as first:
        Exchange(first.workspace).trust.found(new_root_keys(), first.clock.today, None)
        add_subjects(first, 2)
        first.workspace.back_up(tmp_path / "backup.zip")
        replica = first.program.means.identities.new()
        restore(tmp_path / "backup.zip", tmp_path / "second", KEYS, replica)
        with open_desk(tmp_path / "second") as second:
            open_restored(second.workspace, second.session, WHY)
            yield first, second


class watched:  # noqa: N801 - reads as what it gives
    """A desk that looks into a folder."""

    def __init__(self, desk, folder):
        self._room = Exchange(desk.workspace)
        self._watched = Watched(folder, desk.workspace.performer.home.replica)

    def look(self):
        return self._watched.look(self._room)


def state(desk):
    read = desk.workspace.read
    found = {}
    for raw in desk.workspace.connection.column("SELECT id FROM records"):
        identity = RecordId.from_bytes(raw)
        record = read.record(identity)
        found[str(identity)] = (record.scope, sorted(record.conflicts), read.heads(identity))
    return found


def test_both_desks_end_with_the_same_and_then_fall_silent(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    one, other = watched(first, folder), watched(second, folder)
    add_subjects(first, 1, seed=3)
    add_subjects(second, 1, seed=4)
    for _ in range(3):
        one.look()
        other.look()
    assert state(first) == state(second)
    assert one.look().written == []
    assert other.look().written == []
    assert first.workspace.verify().findings == []
    assert second.workspace.verify().findings == []


def test_a_copied_folder_is_told_to_be_one_and_its_fork_shows(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    one, other = watched(first, folder), watched(second, folder)
    one.look()
    first.workspace._store.bring_in_log()
    copied = copy_of(first.folder, tmp_path / "copied")
    (copied / "registry.lock").unlink(missing_ok=True)
    add_subjects(first, 1, seed=3)
    one.look()
    other.look()
    with open_desk(copied) as copy:
        add_subjects(copy, 2, seed=4)
        add_subjects(first, 3, seed=5)
        one.look()
        other.look()
        (ahead,) = watched(copy, folder).look().ahead
        assert ahead.seq > ahead.held > 0
        words = BundleWords(copy.program, "th", {}).ahead([ahead])
        assert [one.tone for one in words] == ["late"]
    assert other.look().ahead == one.look().ahead == []


def test_a_revoked_computer_is_no_longer_waited_for(desks, tmp_path):
    """Or everything would be written for it again, whenever there is news."""
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    lost = second.workspace.performer.home.replica
    one, other, room = watched(first, folder), watched(second, folder), Exchange(first.workspace)
    for each in (one, other, one):
        each.look()
    add_subjects(first, 1, seed=3)
    assert not room.all_desks_have_everything()
    room.trust.revoke(str(room.office.id), lost, {}, first.clock.today)
    assert room.all_desks_have_everything()


def test_a_conflict_shows_and_blocks_nothing(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    one, other = watched(first, folder), watched(second, folder)
    (subject,) = add_subjects(first, 1, seed=5)
    one.look()
    other.look()
    for desk, phone in ((first, "0-5300-0001"), (second, "0-5300-0002")):
        act = ChangeContact(organization=subject, contact=Contact(phone=phone), reason=WHY)
        desk.workspace.perform(act, desk.session)
    one.look()
    assert other.look().conflicts == 1
    assert one.look().conflicts == 1
    add_subjects(first, 1, seed=6)
    one.look()
    assert other.look().taken


def test_a_spoiled_file_is_told_and_left(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    watched(first, folder).look()
    (folder / "0000-00000001.csob").write_bytes(b"not a bundle")
    other = watched(second, folder)
    done = other.look()
    assert [name for name, _ in done.refused] == ["0000-00000001.csob"]
    assert done.taken
    assert other.look().refused == []
    assert (folder / "0000-00000001.csob").exists()


def test_a_file_that_is_still_being_copied_is_waited_for(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    add_subjects(first, 1, seed=5)
    watched(first, folder).look()
    (whole,) = folder.glob("*.csob")
    content = whole.read_bytes()
    other = watched(second, folder)
    for size in (0, 500, len(content) - 1):
        whole.write_bytes(content[:size])
        done = other.look()
        assert (done.arriving, done.refused, done.taken) == ([whole.name], [], [])
    assert other.look().refused == [(whole.name, "bundle.damaged")]
    assert other.look().refused == []
    whole.write_bytes(content)
    assert [name for name, _ in other.look().taken] == [whole.name]
    watched(first, folder).look()
    assert state(first) == state(second)


def test_a_share_that_is_not_there_is_told(desks, tmp_path):
    with pytest.raises(KnownError) as told:
        watched(desks[0], tmp_path / "gone").look()
    assert told.value.key == "watch.no_folder"


def test_files_that_all_have_taken_are_tidied_away(desks, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first, second = desks
    one, other = watched(first, folder), watched(second, folder)
    for seed in (7, 8, 9):
        add_subjects(first, 1, seed=seed)
        one.look()
        other.look()
    one.look()
    assert len(list(folder.glob("*.csob"))) <= 4
