"""The process that works beside one that takes in a large bundle; see `storage.aide`.

It opens no file and holds no key; what it is asked comes by standard input, what it
answers goes out by standard output, and it ends when nobody asks any more.
"""

from __future__ import annotations

import gc
import marshal
import sys
from typing import TYPE_CHECKING

from cso_registry.storage.aide_work import answered

if TYPE_CHECKING:
    from typing import BinaryIO

AIDE_FLAG = "--aide"
"""First argument by which a packaged program is asked to be this process."""


def main(_argument: str) -> int:
    """Answer questions until there are no more."""
    gc.disable()  # what is built for one question holds no cycles and is dropped with it
    return answer_all(sys.stdin.buffer, sys.stdout.buffer)


def answer_all(questions: BinaryIO, answers: BinaryIO) -> int:
    """Answer every question of a stream, in order."""
    while True:
        try:
            # Both ends are this very program, started by itself.
            task, asked = marshal.load(questions)  # noqa: S302
        except EOFError:
            return 0
        marshal.dump(answered(task, asked), answers)
        answers.flush()
