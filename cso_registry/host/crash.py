"""What can be told of a fault of the program without telling anything about anybody.

Kinds of errors, places in the code and versions; no message, no value, no argument,
no path and no name of a file: each of them may hold a person's data or a secret.
"""

from __future__ import annotations

import platform
import secrets
import sys
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.host.clock import thai_time_text
from cso_registry.host.private_files import make_private_folder, write_small_file
from cso_registry.kernel.errors import RegistryError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

MOST_FRAMES = 100
MOST_CAUSES = 20
_PACKAGE = "cso-registry"
_LIBRARIES = ("sqlcipher3", "sqlite-utils", "pydantic", "cryptography", "pyrage", "keyring")


def write_report(folder: Path, error: BaseException, now_ms: int) -> Path:
    """Write what is known of `error` into a new file of `folder` and return its path.

    Raises:
        KnownError: `host.disk_full`, `host.read_only`, ...
    """
    report = {"at": thai_time_text(now_ms), "fault": told_faults(error), "versions": _versions()}
    make_private_folder(folder)
    path = folder / f"fault-{now_ms}-{secrets.token_hex(4)}.json"
    write_small_file(path, orjson.dumps(report, option=orjson.OPT_INDENT_2))
    return path


def told_faults(error: BaseException) -> list[dict[str, Any]]:
    """Return `error` and what led to it, the latest first, in words that are safe to keep."""
    told: list[dict[str, Any]] = []
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting and len(told) < MOST_CAUSES:
        current = waiting.pop(0)
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        told.append(_told_fault(current))
        waiting += [current.__cause__, current.__context__]
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
    return told


def _told_fault(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    told: dict[str, Any] = {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "at": _places(error.__traceback__),
    }
    if isinstance(error, RegistryError):
        told["key"] = error.key
    for name in ("errno", "sqlite_errorcode"):
        code = getattr(error, name, None)
        if type(code) is int:
            told[name] = code
    return told


def _places(traceback: TracebackType | None) -> list[str]:
    """Return where in the code the error passed, the deepest last, at most 100."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        module = traceback.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{code.co_qualname}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return list(islice(places, max(0, len(places) - MOST_FRAMES), None))


def _versions() -> dict[str, str]:
    told = {name: installed_version(name) for name in (_PACKAGE, *_LIBRARIES)}
    return told | {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen": str(bool(getattr(sys, "frozen", False))),
    }


def installed_version(name: str) -> str:
    """Return the version of an installed library, or that it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
