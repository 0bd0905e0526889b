"""A scratch folder in memory, and the closing lines of the harnesses under the test report."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reliability import forked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it
CLOSING = "closing line"


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of cases wear no disk."""
    usable = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(
        prefix="cso-reliability-", dir=IN_MEMORY if usable else None
    ) as name:
        yield Path(name)


@pytest.fixture
def scratch() -> Iterator[Path]:
    with in_memory() as folder:
        yield folder


@pytest.fixture(scope="session", autouse=True)
def _readers_end() -> Iterator[None]:
    yield
    forked.end_all()


@pytest.fixture
def needs_strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip(
            "strace is not installed: kill points, power loss and sockets cannot be observed"
        )


@pytest.fixture
def toy() -> list[str]:
    """The scenario on which the harnesses prove themselves."""
    return [sys.executable, "-m", "tests.reliability.toy_registry", "{folder}", "{acknowledged}"]


@pytest.fixture
def closing(record_property: Callable[[str, object], None]) -> Callable[[object], None]:
    """Prints a line under the test report, also when the test passed."""

    def say(line: object) -> None:
        if str(line):
            print(line)
            record_property(CLOSING, str(line))

    return say


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == CLOSING and getattr(report, "when", "") == "call"
    ]
    if lines:
        terminalreporter.section("reliability")
        for line in sorted(lines):
            terminalreporter.write_line(line)
