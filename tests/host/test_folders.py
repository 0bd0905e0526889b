import errno
import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.host import private_files
from cso_registry.host.disk_faults import known_disk_fault
from cso_registry.host.folders import (
    free_bytes,
    inspect_folder,
    require_writable,
)
from cso_registry.host.mounts import DiskKind, disk_kind, is_network_share
from cso_registry.host.paths import PORTABLE_MARKER, find_places
from cso_registry.host.private_files import make_private_folder, read_small_file, write_small_file
from cso_registry.kernel.errors import KnownError

LOCAL = "/dev/sda1 / ext4 rw 0 0\n"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("server:/x {} nfs4 rw 0 0", DiskKind.NETWORK),
        ("//server/x {} cifs rw 0 0", DiskKind.NETWORK),
        ("me@server:/ {} fuse.sshfs rw 0 0", DiskKind.NETWORK),
        ("gvfsd-fuse {} fuse.gvfsd-fuse rw 0 0", DiskKind.NETWORK),
        ("C:\\134 {} 9p rw 0 0", DiskKind.NETWORK),
        ("/dev/sdb1 {} vfat rw 0 0", DiskKind.FAT),
        ("/dev/sdb1 {} exfat rw 0 0", DiskKind.FAT),
        ("/dev/sdb1 {} ext4 rw 0 0", DiskKind.LOCAL),
        ("/dev/sdb1 {} fuseblk rw 0 0", DiskKind.LOCAL),
        ("tmpfs {} tmpfs rw 0 0", DiskKind.LOCAL),
    ],
)
def test_kind_of_disk_is_that_of_the_deepest_mount(tmp_path, line, kind):
    mount = tmp_path / "โฟลเดอร์ with blank"
    inside = mount / "registry" / "still to be made"
    escaped = str(mount).replace(" ", "\\040")
    table = LOCAL + line.format(escaped) + "\n"
    assert disk_kind(inside, table) is kind
    assert disk_kind(tmp_path, table) is DiskKind.LOCAL
    assert disk_kind(tmp_path / "โฟลเดอร์ with blanks", table) is DiskKind.LOCAL


def test_later_mount_hides_an_earlier_one_and_links_are_followed(tmp_path):
    share, link = tmp_path / "share", tmp_path / "link"
    share.mkdir()
    link.symlink_to(share)
    table = f"{LOCAL}a {share} ext4 rw 0 0\nb {share} nfs rw 0 0\ngarbage\n"
    assert disk_kind(link / "registry", table) is DiskKind.NETWORK
    assert disk_kind(tmp_path) is DiskKind.LOCAL


@pytest.mark.parametrize(
    ("path", "is_share"),
    [
        ("\\\\server\\share\\registry", True),
        ("\\\\?\\UNC\\server\\share", True),
        ("\\\\?\\C:\\registry", False),
        ("C:\\registry", False),
    ],
)
def test_windows_share_is_known_by_its_name(path, is_share):
    assert is_network_share(PureWindowsPath(path)) is is_share
    assert not is_network_share(PurePosixPath("/srv/registry"))


def test_network_folder_is_refused_and_fat_is_warned_of(tmp_path):
    with pytest.raises(KnownError, match=r"host.folder_on_network"):
        inspect_folder(tmp_path, mount_table=f"s:/ {tmp_path} nfs rw 0 0\n", environ={})
    (warning,) = inspect_folder(
        tmp_path, mount_table=f"d {tmp_path} vfat rw 0 0\n", environ={}, least_free=0
    )
    assert (warning.key, warning.detail) == ("host.folder_on_fat", str(tmp_path))


@pytest.mark.parametrize(
    ("made", "inside"),
    [
        (".dropbox", "registry"),
        (".stfolder", "deep/deeper"),
        (".tmp.drivedownload", "registry"),
        (".nextcloudsync.log", "registry"),
        ("Dropbox", "Dropbox/registry"),
        ("OneDrive - สำนักงาน", "OneDrive - สำนักงาน/registry"),
        ("Google Drive", "google drive/registry"),
        ("CloudStorage", "CloudStorage/GoogleDrive-a@b.example/x"),
    ],
)
def test_synchronised_folder_is_warned_of(tmp_path, made, inside):
    (tmp_path / made).mkdir()
    folder = tmp_path / inside
    found = inspect_folder(folder, mount_table=LOCAL, environ={}, least_free=0)
    assert [warning.key for warning in found] == ["host.folder_is_synced"]


def test_plain_folder_gives_no_warning_and_onedrive_names_its_own(tmp_path):
    folder = tmp_path / "registry"
    assert inspect_folder(folder, mount_table=LOCAL, environ={}, least_free=0) == ()
    environ = {"OneDrive": str(tmp_path)}
    assert inspect_folder(folder, mount_table=LOCAL, environ=environ, least_free=0)
    elsewhere = {"OneDrive": str(tmp_path / "other")}
    assert inspect_folder(folder, mount_table=LOCAL, environ=elsewhere, least_free=0) == ()


def test_space_is_asked_of_the_nearest_folder_that_exists(tmp_path):
    assert free_bytes(tmp_path / "not" / "yet") > 0
    found = inspect_folder(tmp_path, mount_table=LOCAL, environ={}, least_free=1 << 60)
    assert [warning.key for warning in found] == ["host.disk_nearly_full"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError, match=r"host.not_a_folder"):
        free_bytes(tmp_path / "file" / "below")


def test_folder_that_can_be_written_is_left_empty(tmp_path):
    require_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KnownError, match=r"host.not_found"):
        require_writable(tmp_path / "gone")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody may write to")
def test_read_only_folder_is_told():
    """Of a kernel folder: permission bits would not stop a test that runs as root."""
    folder = Path("/sys/kernel")
    with pytest.raises(KnownError, match=r"host.read_only"):
        require_writable(folder)
    with pytest.raises(KnownError, match=r"host.read_only"):
        write_small_file(folder / "x", b"")


@needs_posix
def test_private_folder_and_file_are_their_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "a" / "b")
        write_small_file(tmp_path / "a" / "b" / "key.json", b"secret")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b" / "key.json").stat().st_mode) == 0o600


@needs_posix
def test_open_folder_is_narrowed(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    make_private_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError):
        make_private_folder(tmp_path / "file")


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=5_000), st.binary(max_size=5_000))
def test_small_file_holds_what_was_written_last(tmp_path_factory, first, second):
    path = tmp_path_factory.mktemp("small") / "แฟ้ม.json"
    for data in (first, second):
        write_small_file(path, data)
        assert read_small_file(path, limit=5_000) == data
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_failed_write_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, fails, code):
    path = tmp_path / "key.json"
    write_small_file(path, b"old")

    def fail(*_):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(*((private_files.os, fails) if fails == "fsync" else (Path, fails)), fail)
        with pytest.raises(KnownError) as caught:
            write_small_file(path, b"new")
    expected = {
        errno.ENOSPC: "host.disk_full",
        errno.EIO: "host.disk_failing",
        errno.EROFS: "host.read_only",
    }
    assert caught.value.key == expected[code]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_small_file_over_the_limit_missing_or_a_link_is_refused(tmp_path):
    path = tmp_path / "key.json"
    with pytest.raises(KnownError, match=r"host.not_found"):
        read_small_file(path, limit=10)
    write_small_file(path, b"x" * 11)
    with pytest.raises(KnownError, match=r"host.file_too_large"):
        read_small_file(path, limit=10)
    with pytest.raises(KnownError, match=r"host.not_a_file"):
        read_small_file(tmp_path, limit=10)
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(KnownError, match=r"host.not_a_file"):
        read_small_file(tmp_path / "link", limit=100)


def test_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    victim, path = tmp_path / "victim", tmp_path / "key.json"
    victim.write_bytes(b"of another")
    path.symlink_to(victim)
    write_small_file(path, b"new")
    assert victim.read_bytes() == b"of another"
    assert path.read_bytes() == b"new"


def test_unknown_disk_fault_is_told_with_its_code(tmp_path):
    told = known_disk_fault(OSError(errno.EXDEV, "canary"), tmp_path)
    assert told.key == "host.disk_fault"
    assert told.params["code"] == errno.EXDEV
    assert "canary" not in str(told)


def test_places_are_four_and_apart(monkeypatch, tmp_path):
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("APPIMAGE", raising=False)
    places = find_places()
    found = {places.data, places.config, places.logs, places.state}
    assert len(found) == 4
    assert all(tmp_path in place.parents for place in found)
    assert list(tmp_path.iterdir()) == []
    assert places.registry() == places.data / "registry"
    assert places.registry(Path("here")) == Path.cwd() / "here"


def test_portable_program_keeps_all_beside_itself(tmp_path):
    assert tmp_path not in find_places(tmp_path).data.parents
    (tmp_path / PORTABLE_MARKER).write_bytes(b"")
    places = find_places(tmp_path)
    for place in (places.data, places.config, places.logs, places.state):
        assert tmp_path in place.parents
