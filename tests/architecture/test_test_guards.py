"""The guards of the test run are themselves tested: each must fail a test that offends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import keyring
import pytest

from tests.architecture.sources import ROOT
from tests.conftest import NetworkUseError

OFFENDERS = """
import logging, threading, time
import pytest

def test_logs_a_warning():
    logging.getLogger("made_up").warning("disk is nearly full")

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(60,), daemon=True, name="left behind").start()

def test_asks_for_the_warning(expected_warnings):
    logging.getLogger("made_up").warning("disk is nearly full")
    assert [record.getMessage() for record in expected_warnings] == ["disk is nearly full"]

def test_ends_its_thread():
    thread = threading.Thread(target=time.sleep, args=(0.1,))
    thread.start()

@pytest.mark.long
def test_takes_hours():
    raise AssertionError
"""


def test_offenders_fail_and_others_pass(tmp_path):
    (tmp_path / "test_offenders.py").write_text(OFFENDERS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  long: x\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-c", str(tmp_path / "pytest.ini"), "--rootdir", str(tmp_path), str(tmp_path)]
    alone = {n: v for n, v in os.environ.items() if not n.startswith(("PYTEST_", "CSO_LONG"))}
    alone["CSO_SECONDS_TO_END"] = "1"
    done = subprocess.run(
        command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 1, done.stdout
    assert "unexpected log: WARNING made_up: disk is nearly full" in done.stdout
    assert "threads left running: ['left behind']" in done.stdout
    assert "4 passed, 1 skipped, 2 errors" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_internet_socket_is_refused(family):
    with pytest.raises(NetworkUseError):
        socket.socket(family, socket.SOCK_STREAM)


def test_name_of_a_host_is_not_asked_for():
    with pytest.raises(NetworkUseError):
        socket.getaddrinfo("localhost", 80)


def test_socket_inside_the_machine_is_allowed():
    here, there = socket.socketpair(socket.AF_UNIX)
    here.close()
    there.close()


def test_keyring_of_the_system_is_out_of_reach():
    with pytest.raises(RuntimeError):
        keyring.set_password("cso-registry-test", "nobody", "nothing")
