"""The socket watch sees every attempt, also a child's, and nothing where there is none."""

from __future__ import annotations

import sys

import pytest

from tests.reliability import no_network, toy_registry

pytestmark = pytest.mark.usefixtures("needs_strace")


def test_the_toy_opens_none(scratch, toy):
    folder = toy_registry.prepare(scratch / "prepared")
    command = [word.format(folder=folder, acknowledged=scratch / "acknowledged") for word in toy]
    assert no_network.attempts(command, scratch / "trace") == []


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_control_a_socket_is_seen(scratch, family):
    words = f"import socket; socket.socket(socket.{family}).close()"
    assert [
        family in line
        for line in no_network.attempts([sys.executable, "-c", words], scratch / "trace")
    ] == [True]


def test_control_a_socket_of_a_child_and_a_thread_is_seen(scratch):
    words = (
        "import socket, subprocess, sys, threading\n"
        "t = threading.Thread(target=lambda: socket.socket().close()); t.start(); t.join()\n"
        "subprocess.run([sys.executable, '-c', 'import socket; socket.socket(type=2).close()'], check=True)"
    )
    assert len(no_network.attempts([sys.executable, "-c", words], scratch / "trace")) == 2


def test_sockets_within_the_computer_are_allowed(scratch):
    assert (
        no_network.attempts(
            [sys.executable, "-c", "import socket; socket.socketpair()"], scratch / "trace"
        )
        == []
    )


def test_a_flow_that_stopped_early_proves_nothing(scratch):
    with pytest.raises(RuntimeError):
        no_network.attempts(["false"], scratch / "trace")
