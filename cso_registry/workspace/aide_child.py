"""The process that works beside one that takes in a large bundle; see `storage.aide`.

It opens no file and holds no key; what it is asked comes by standard input, what it
answers goes out by standard output, and it ends when nobody asks any more.
"""

from __future__ import annotations

import gc
import marshal
import struct
import sys
from typing import TYPE_CHECKING, Any

from cso_registry.storage.aide import answered

if TYPE_CHECKING:
    from typing import IO, BinaryIO

_LENGTH = struct.Struct(">Q")
AIDE_FLAG = "--aide"
"""First argument by which a packaged program is asked to be this process."""


def main(_argument: str) -> int:
    """Read blocks of entries until there are no more."""
    gc.disable()  # what is built for one question holds no cycles and is dropped with it
    write_whole(sys.stdout.buffer, [])  # it has begun
    return answer_all(sys.stdin.buffer, sys.stdout.buffer)


def answer_all(questions: BinaryIO, answers: BinaryIO) -> int:
    """Answer every block of a stream, in order."""
    while True:
        try:
            block = read_whole(questions)
        except EOFError:
            return 0
        write_whole(answers, answered(block))


def write_whole(stream: IO[bytes], value: list[Any]) -> None:
    """Write plain values behind their length."""
    spelt = marshal.dumps(value)
    stream.write(_LENGTH.pack(len(spelt)) + spelt)
    stream.flush()


def read_whole(stream: IO[bytes]) -> list[Any]:
    """Return the next plain values.

    Raises:
        EOFError: There are no more, or not whole.
    """
    start = stream.read(_LENGTH.size)
    spelt = stream.read(_LENGTH.unpack(start)[0]) if len(start) == _LENGTH.size else b""
    # Both ends are this very program, started by itself. Read from memory, and not from the
    # stream, which would be asked anew for each of the values.
    said: list[Any] = marshal.loads(spelt)  # noqa: S302 - from our own process
    return said
