"""R31: two processes on one registry, and a lock whose holder was killed."""

import json
import os
import select
import signal
import subprocess
import sys
import textwrap

import pytest

from cso_registry.host.lock import LOCK_NAME, RegistryLock
from cso_registry.kernel.errors import KnownError

NOW = 1_795_194_000_000
HOLDER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from cso_registry.host.lock import RegistryLock
    from cso_registry.kernel.errors import KnownError

    lock = RegistryLock(Path(sys.argv[1]), 1_795_194_000_000)
    try:
        lock.acquire()
    except KnownError as error:
        print("refused", error.params["process"], flush=True)
    else:
        print("held", lock.left_by.process if lock.left_by else "-", flush=True)
        sys.stdin.readline()
        lock.release()
        print("released", flush=True)
        sys.stdin.readline()
    """
)


class Other:
    """Another process that tries to hold the registry in a folder."""

    def __init__(self, folder):
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def says(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        assert ready, "the other process says nothing"
        return self.process.stdout.readline().split()

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    @property
    def id(self):
        return self.process.pid


def test_second_process_is_told_who_holds_the_registry(tmp_path):
    with Other(tmp_path) as first:
        assert first.says() == ["held", "-"]
        with pytest.raises(KnownError) as caught:
            RegistryLock(tmp_path, NOW).acquire()
        assert caught.value.key == "host.registry_in_use"
        told = caught.value.params
        assert told["process"] == first.id
        assert told["since"] == "2026-11-21T00:00:00+07:00"
        assert told["user"]
        assert told["computer"]
        with Other(tmp_path) as second:
            assert second.says() == ["refused", str(first.id)]
        first.go_on()
        assert first.says() == ["released"]
        with RegistryLock(tmp_path, NOW) as lock:
            assert lock.left_by is None


def test_lock_of_a_killed_process_is_taken_over_and_named(tmp_path):
    for _ in range(3):
        with Other(tmp_path) as first:
            assert first.says()[0] == "held"
            first.process.send_signal(signal.SIGKILL)
            first.process.wait()
            lock = RegistryLock(tmp_path, NOW)
            lock.acquire()
            assert lock.left_by.process == first.id
            with Other(tmp_path) as second:
                assert second.says() == ["refused", str(os.getpid())]
            lock.release()


def test_of_many_processes_at_once_exactly_one_holds(tmp_path):
    others = [Other(tmp_path) for _ in range(6)]
    try:
        said = [other.says()[0] for other in others]
    finally:
        for other in others:
            other.__exit__()
    assert sorted(said) == ["held"] + ["refused"] * 5


def test_same_process_cannot_hold_twice(tmp_path):
    with RegistryLock(tmp_path, NOW):
        with pytest.raises(KnownError) as caught:
            RegistryLock(tmp_path, NOW).acquire()
        assert caught.value.params["process"] == os.getpid()
    with RegistryLock(tmp_path, NOW):
        pass


def test_lock_is_not_inherited_by_programs_started_meanwhile(tmp_path):
    with RegistryLock(tmp_path, NOW):
        sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with RegistryLock(tmp_path, NOW):
            pass
    finally:
        sleeper.communicate(b"\n")


def test_release_twice_is_harmless(tmp_path):
    lock = RegistryLock(tmp_path, NOW)
    lock.release()
    lock.acquire()
    lock.release()
    lock.release()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"[" * 5_000,
        b'{"user": "a", "computer": "b", "process": "many", "since": "c"}',
    ],
)
def test_text_in_the_file_decides_nothing(tmp_path, text):
    (tmp_path / LOCK_NAME).write_bytes(text)
    with RegistryLock(tmp_path, NOW) as lock:
        assert lock.left_by is None


def test_hostile_text_reaches_no_terminal(tmp_path):
    hostile = {
        "user": "\x1b[2J\u202eevil\n",
        "computer": "x" * 500,
        "process": 1,
        "since": "\u200b",
    }
    (tmp_path / LOCK_NAME).write_text(json.dumps(hostile))
    with RegistryLock(tmp_path, NOW) as lock:
        assert lock.left_by.user == "[2Jevil"
        assert len(lock.left_by.computer) == 64
        assert lock.left_by.since == "?"


def test_folder_that_is_gone_and_a_link_are_told(tmp_path):
    with pytest.raises(KnownError, match=r"host.not_found"):
        RegistryLock(tmp_path / "gone", NOW).acquire()
    victim = tmp_path / "victim"
    victim.write_bytes(b"of another")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    with pytest.raises(KnownError, match=r"host.not_a_file"):
        RegistryLock(tmp_path, NOW).acquire()
    assert victim.read_bytes() == b"of another"
