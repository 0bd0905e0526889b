"""Runs a scenario in a child of a process that has read the program already.

Reading the modules is most of a short scenario, and under strace it costs twice. Here a
process reads them once, unwatched, and forks a child for each run; the child stops itself,
strace takes hold of it, and only then does it go on. What strace counts begins there, in
the runs that list the calls and in the runs that attack them alike.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

MARK = "forked:"
"""A command that begins with ``forked:MODULE`` is run here; its other words go to ``main``."""
ROOT = Path(__file__).parents[2]
STILL = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
MOMENT = 0.002
PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_idle: dict[str, list[Reader]] = {}


class Reader:
    """A process that has read a scenario, and forks a child for each run of it."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.forked", module],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | STILL, start_new_session=True,
        )  # fmt: skip

    def run(
        self, strace: Sequence[str], words: Sequence[str], said: Path, limit: float
    ) -> int:  # fmt: skip
        """Run the scenario under strace; return its exit code, below 0 for a signal.

        Raises:
            subprocess.TimeoutExpired: if it hangs; it is ended first.
        """
        self._ask({"words": list(words), "said": str(said)})
        child = self._answer()
        _wait_until(lambda: _status(child, "State").startswith("T"))
        watch = subprocess.Popen([*strace, "-p", str(child)], stdin=subprocess.DEVNULL)
        _wait_until(lambda: _status(child, "TracerPid") != "0" or watch.poll() is not None)
        os.kill(child, signal.SIGCONT)
        try:
            watch.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(child, signal.SIGKILL)
            watch.wait()
            self._answer()
            raise
        return self._answer()

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, order: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def read_already(command: Sequence[str]) -> list[str]:
    """Return a command ``python -m MODULE …`` as one that is run here."""
    _, _, module, *words = command
    return [f"{MARK}{module}", *words]


def run(strace: Sequence[str], command: Sequence[str], said: Path, limit: float) -> int:
    """Run a command that begins with `MARK` under strace; see `Reader.run`."""
    idle = _idle.setdefault(command[0], [])
    reader = idle.pop() if idle else Reader(command[0].removeprefix(MARK))
    try:
        return reader.run(strace, command[1:], said, limit)
    finally:
        idle.append(reader)


def end_all() -> None:
    """End every process that waits here for a run."""
    for readers in _idle.values():
        while readers:
            readers.pop().close()


def _status(process: int, line: str) -> str:
    with suppress(OSError):
        for one in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if one.startswith(f"{line}:"):
                return one.partition(":")[2].strip()
    return ""


def _wait_until(is_so: Callable[[], bool], limit: float = 60.0) -> None:
    until = time.monotonic() + limit
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError("strace does not take hold of the scenario")
        time.sleep(MOMENT)


def _child(module: ModuleType, words: list[str], said: str) -> NoReturn:
    """Wait, stopped, for strace; then be the scenario."""
    code = 1
    try:
        os.setsid()
        nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY | os.O_CREAT)
        os.dup2(nothing, 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        # Some systems let nobody but its parent watch a process.
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        code = module.main(words)
    except BaseException:  # noqa: BLE001 - nothing of the child may go on in its parent's loop
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve(name: str) -> None:
    """Fork a child for each line of the input; tell who it is, and then how it ended."""
    module = importlib.import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _child(module, order["words"], order["said"])
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
