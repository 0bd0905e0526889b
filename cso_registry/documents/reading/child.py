"""The reading process: a picture or PDF comes in by standard input, what it says goes out.

It holds no secret, writes no file, and is bounded in memory and time, so that a hostile
file can at worst end this process.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.documents.fonts import load_family
from cso_registry.documents.reading.pdf import PageRead, PdfRead, is_pdf, read_pdf
from cso_registry.documents.reading.pictures import read_picture
from cso_registry.documents.reading.scans import CodesRead, read_codes
from cso_registry.documents.reading.thumbnails import SmallPicture, small_picture
from cso_registry.kernel.errors import InputError, RegistryError

if TYPE_CHECKING:
    from cso_registry.documents.fonts import FontFamily

CHILD_FLAG: Final = "--read-paper"
"""First argument by which a packaged program is asked to be the reading process."""
SMALL: Final = "small"
MOST_BYTES: Final = 64 * 1024 * 1024
SECONDS: Final = 60
_MEMORY: Final = 1536 * 1024 * 1024
_READ_AT_ONCE: Final = 1 << 20


def main(fonts: str, asked: str = "") -> int:
    """Read a file from standard input; the answer is one JSON object.

    Args:
        fonts: Folder of the cuts of our papers; empty when pages are not compared.
        asked: `SMALL` for a small picture of a photograph, or of a long scan, whose codes alone
            are read, where to begin, from 0; the whole paper by default.
    """
    bound_this_process()
    try:
        if asked == SMALL:
            answer = asdict(small_picture(_all_input()))
        elif asked:
            answer = asdict(read_codes(_all_input(), int(asked)))
        else:
            family = load_family(Path(fonts)) if fonts else None
            answer = asdict(read_paper_bytes(_all_input(), family))
    except RegistryError as error:
        answer = {"error": error.key, "params": dict(error.params)}
    except MemoryError:
        answer = {"error": "reading.too_much_memory", "params": {}}
    sys.stdout.buffer.write(orjson.dumps(answer))
    sys.stdout.buffer.flush()
    return 0


def read_paper_bytes(data: bytes, family: FontFamily | None = None) -> PdfRead:
    """Read a PDF, or a picture as one page without text.

    Raises:
        InputError: See `read_pdf` and `read_picture`.
    """
    if is_pdf(data):
        return read_pdf(data, family)
    return PdfRead((PageRead(codes=read_picture(data)),), 0)


def read_answer(answer: bytes) -> PdfRead:
    """Return what the reading process said.

    Raises:
        InputError: What it could not read.
        ValueError: It said something else.
    """
    said = _said(answer)
    pages = tuple(PageRead(**{**page, "codes": tuple(page["codes"])}) for page in said["pages"])
    return PdfRead(pages, int(said["savings"]))


def read_codes_answer(answer: bytes) -> CodesRead:
    """Return what the reading process said of the codes of a scan; it raises as `read_answer`."""
    said = _said(answer)
    return CodesRead(tuple(tuple(map(str, one)) for one in said["pages"]), int(said["whole"]))


def read_small_answer(answer: bytes) -> SmallPicture:
    """Return the small picture that the reading process made; it raises as `read_answer`."""
    said = _said(answer)
    return SmallPicture(int(said["width"]), int(said["height"]), str(said["pixels"]))


def _said(answer: bytes) -> dict[str, Any]:
    said: dict[str, Any] = orjson.loads(answer)
    if "error" in said:
        raise InputError(str(said["error"]), **said["params"])
    return said


def bound_this_process() -> None:
    """Bound memory, processor time, files written and core dumps, where the system can."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for name, bound in bounds.items():
        _, hard = resource.getrlimit(name)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        try:
            resource.setrlimit(name, (most, most))
        except (OSError, ValueError):
            continue  # a system that cannot bound this one still bounds the others


def _all_input() -> bytes:
    read = bytearray()
    while piece := os.read(0, _READ_AT_ONCE):
        read += piece
        if len(read) > MOST_BYTES:
            raise InputError("reading.file_too_large", megabytes=MOST_BYTES // 1_000_000)
    return bytes(read)
