"""Scanners of this computer: one door for every system, opened here through SANE.

SANE's own program `scanimage` speaks to the drivers, in a process of its own: a driver that
crashes takes nothing with it. A door to WIA or TWAIN is another `Scanner`.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cso_registry.kernel.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROGRAM: Final = "scanimage"
DOTS_PER_INCH: Final = 300
SECONDS_TO_LOOK: Final = 60
MOMENT: Final = 0.2
LINE: Final = "%d\t%v %m%n"


@dataclass(frozen=True, slots=True)
class ScannerFound:
    """A scanner.

    Attributes:
        id: What the system calls it.
        name: Maker and model.
    """

    id: str
    name: str


class Scanner(Protocol):
    """A door to the scanners of one system."""

    def found(self) -> tuple[ScannerFound, ...]:
        """Return the scanners that are plugged in and switched on.

        Raises:
            KnownError: `scan.failed`.
        """
        ...

    def scan(self, scanner: str, file: Path, going_on: Callable[[], object]) -> None:
        """Scan one page into a new PNG file.

        Args:
            scanner: Its `id`.
            file: Where the page goes.
            going_on: Called every moment; what it raises stops the scanner.

        Raises:
            KnownError: `scan.failed`.
        """
        ...


class SaneScanner:
    """Scanners through SANE.

    Args:
        program: The path of `scanimage`.
    """

    def __init__(self, program: str) -> None:
        self._program = program

    def found(self) -> tuple[ScannerFound, ...]:
        """Return the scanners; see `Scanner.found`."""
        command = [self._program, "-f", LINE]
        try:
            said = subprocess.run(  # noqa: S603 - the program of the system, fixed words
                command, capture_output=True, timeout=SECONDS_TO_LOOK, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise KnownError("scan.failed", why=str(error)) from error
        lines = (line.partition("\t") for line in said.stdout.decode(errors="replace").splitlines())
        return tuple(ScannerFound(one, name.strip() or one) for one, tab, name in lines if tab)

    def scan(self, scanner: str, file: Path, going_on: Callable[[], object]) -> None:
        """Scan one page; see `Scanner.scan`."""
        words = [f"--device-name={scanner}", "--format=png", f"--resolution={DOTS_PER_INCH}"]
        command = [self._program, *words, f"--output-file={file}"]
        try:
            process = subprocess.Popen(  # noqa: S603 - the program of the system, no shell
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise KnownError("scan.failed", why=str(error)) from error
        with process:
            try:
                said = _end_of(process, going_on)
            except BaseException:
                process.kill()
                raise
        if process.returncode or not file.is_file():
            raise KnownError("scan.failed", why=said.strip().partition("\n")[0])


def scanner_here() -> Scanner | None:
    """Return the door to the scanners of this computer, None when it has none."""
    program = shutil.which(PROGRAM)
    return None if program is None else SaneScanner(program)


def _end_of(process: subprocess.Popen[bytes], going_on: Callable[[], object]) -> str:
    """Wait for the end and return what was said of errors."""
    while True:
        going_on()
        try:
            _, said = process.communicate(timeout=MOMENT)
        except subprocess.TimeoutExpired:
            continue
        return said.decode(errors="replace")
