"""What holds for every test: no network, no real keyring, no home folder, nothing left behind.

A test fails when it logs a warning it did not expect or leaves a thread running. A test
that expects warnings asks for ``expected_warnings`` or ``caplog``, one that speaks to the
real keyring of a private session bus asks for ``real_keyring``. ``CSO_LONG=1`` (make
test-long) runs the long setting: tests marked ``long`` and many more examples per property.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import hypothesis
import pytest

from cso_registry.seal.passphrase import LEAST_MEMORY_KIB, STANDARD_COST
from tests.support.examples import Scene
from tests.support.registry import new_registry

DELIVERED_COST = dict(STANDARD_COST.__dict__)
LIGHT_COST = {"memory_kib": LEAST_MEMORY_KIB, "passes": 1, "lanes": 1}
"""Passphrases are asked for thousands of times here; as delivered each costs a tenth of a second."""
IS_LONG = os.environ.get("CSO_LONG") == "1"
SECONDS_TO_END = float(os.environ.get("CSO_SECONDS_TO_END", "60"))
"""How long a thread may go on after its test; long, so that a busy computer fails no test."""
NO_KEYRING = "keyring.backends.fail.Keyring"
OWN_VARIABLES = (
    "CSO_REGISTRY",
    "CSO_REGISTRY_PASSPHRASE",
    "CSO_REGISTRY_OFFICER_SECRET",
    "NO_COLOR",
    "FORCE_COLOR",
)
FOLDERS = {
    "PYTHAINLP_DATA": "pythainlp",
    "XDG_DATA_HOME": "share",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
LEAST_FREE = 2 * 2**30
SPARE_HOME = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


class NetworkUseError(RuntimeError):
    """A test, or the program under it, opened an internet socket."""


def refuse_internet(event: str, arguments: tuple[object, ...]) -> None:
    """Refuses every internet socket of this process, whoever opens it."""
    if event == "socket.__new__" and arguments[1] in {socket.AF_INET, socket.AF_INET6}:
        raise NetworkUseError(*arguments[1:])
    if event == "socket.getaddrinfo":
        raise NetworkUseError(arguments[0])


def settle_temporary_folder() -> None:
    """Puts what the tests write into memory where there is room: waiting for a disk proves nothing.

    What a disk does to a registry is asked in the reliability rows, with its own means.
    """
    if "TMPDIR" in os.environ or not os.access(IN_MEMORY, os.W_OK):
        return
    if shutil.disk_usage(IN_MEMORY).free >= LEAST_FREE:
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None


def settle_hypothesis() -> None:
    """Registers both settings of the property tests and loads the one asked for."""
    slow = [hypothesis.HealthCheck.too_slow]  # two shared cores say nothing about the code
    hypothesis.settings.register_profile(
        "default", max_examples=100, deadline=None, print_blob=True, suppress_health_check=slow
    )
    hypothesis.settings.register_profile(
        "long", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=slow
    )
    hypothesis.settings.load_profile("long" if IS_LONG else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Sets the environment that this process and every program it starts will see."""
    settle_temporary_folder()
    spare = tempfile.TemporaryDirectory(prefix="cso-test-", ignore_cleanup_errors=True)
    config.stash[SPARE_HOME] = spare
    for name, folder in FOLDERS.items():
        path = Path(spare.name, folder)
        path.mkdir()
        os.environ[name] = str(path)
    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEYRING
    for name in OWN_VARIABLES:
        os.environ.pop(name, None)
    # Hundreds of programs are started; each would compile every module anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    settle_hypothesis()
    STANDARD_COST.__dict__.update(LIGHT_COST)
    sys.addaudithook(refuse_internet)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the spare home folder."""
    config.stash[SPARE_HOME].cleanup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the long setting unless it is asked for."""
    if IS_LONG:
        return
    skip = pytest.mark.skip(reason="long setting: make test-long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Lets the collector of garbage pass over what all tests stand on: a million objects."""
    gc.collect()
    gc.freeze()


class WarningKeeper(logging.Handler):
    """Keeps every log record of level warning or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _log_is_quiet(request: pytest.FixtureRequest):
    """Fails a test that logs a warning it did not ask for."""
    keeper = WarningKeeper()
    request.node.kept_warnings = keeper.records
    logging.getLogger().addHandler(keeper)
    yield
    logging.getLogger().removeHandler(keeper)
    looks_itself = {"expected_warnings", "caplog"} & set(request.fixturenames)
    if keeper.records and not looks_itself:
        told = "; ".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in keeper.records)
        pytest.fail(f"unexpected log: {told}", pytrace=False)


@pytest.fixture
def expected_warnings(request: pytest.FixtureRequest, _log_is_quiet: None):
    """The log records of level warning and above so far; the test must look at them."""
    return request.node.kept_warnings


@pytest.fixture(autouse=True)
def _no_thread_stays():
    """Fails a test that leaves a thread running, and names it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + SECONDS_TO_END
    while left := [t for t in threading.enumerate() if t not in before and t.is_alive()]:
        if time.monotonic() > deadline:
            pytest.fail(f"threads left running: {[t.name for t in left]}", pytrace=False)
        left[0].join(timeout=0.05)


@pytest.fixture
def delivered_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a passphrase as dear again as it is delivered."""
    for name, value in DELIVERED_COST.items():
        monkeypatch.setitem(STANDARD_COST.__dict__, name, value)


@pytest.fixture
def real_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lifts the ban on the system keyring, for a test that made its own session bus."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")


@pytest.fixture
def scene(tmp_path):
    """What an example needs in a new registry of one province."""
    with new_registry(tmp_path / "registry") as registry:
        yield Scene(registry)
