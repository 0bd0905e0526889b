"""The log: one JSON object a line, in a few private files, with nothing personal in it.

Only what is known to be harmless is written: the key of an event and a few facts of
known name and form. Whatever else a record brings, its sentence and its values, is
left out; of an error its kind and its places in the code are told.

    logging.getLogger(__name__).info("store.opened", extra={"facts": {"entries": 12}})
"""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

import orjson

from cso_registry.host.crash import told_faults
from cso_registry.host.private_files import make_private_folder, private_opener

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path

FILE_NAME = "cso-registry.log"
MOST_BYTES = 1_048_576
KEPT_FILES = 5
_OWN = ("cso_registry", "ui")
_NAME = re.compile(r"[A-Za-z][A-Za-z_.]{0,79}", re.ASCII)
_KEY = re.compile(r"[a-z][a-z_]{0,40}(\.[a-z][a-z_0-9]{0,40}){1,4}", re.ASCII)
_WORDS = {
    "act": _KEY,
    "key": _KEY,
    "paper": re.compile(r"D-[0-9]{2}", re.ASCII),
    "rule": re.compile(r"(R-|F:|Q:)[A-Z]?[0-9]{1,3}(\.[a-z_]{1,60})?", re.ASCII),
}
_NUMBERS = frozenset({"bytes", "code", "count", "entries", "errno", "ms", "records", "version"})
_MOST_NUMBER = 10**12
"""A citizen id has 13 digits and is at least this number."""


class HarmlessFormatter(logging.Formatter):
    """Writes what is known to be harmless, and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        told: dict[str, Any] = {
            "at": int(record.created * 1_000),
            "level": record.levelname,
            "from": _origin(record.name),
            "event": _event(record),
            **_harmless(getattr(record, "facts", None)),
        }
        if record.exc_info and record.exc_info[1]:
            told["fault"] = told_faults(record.exc_info[1])
        return orjson.dumps(told).decode()


class PrivateRotatingHandler(RotatingFileHandler):
    """A rotating file of its owner alone that never fails the program."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename,
            "a",
            encoding=self.encoding,
            opener=private_opener,
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name in the library
        """Drop the record: a full disk is no reason to stop or to print its values."""


def start_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Write the log of the whole program into `folder` from now on.

    Raises:
        KnownError: `host.read_only`, `host.disk_full`, ...
    """
    make_private_folder(folder)
    handler = PrivateRotatingHandler(
        folder / FILE_NAME,
        maxBytes=MOST_BYTES,
        backupCount=KEPT_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(HarmlessFormatter())
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    for name in _OWN:
        logging.getLogger(name).setLevel(level)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Write no more to `handler` and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def _is_own(name: str) -> bool:
    return name.split(".", 1)[0] in _OWN


def _origin(name: str) -> str:
    origin = name if _is_own(name) else name.split(".", 1)[0]
    return origin if _NAME.fullmatch(origin) else "unnamed"


def _event(record: logging.LogRecord) -> str:
    message = record.msg
    if _is_own(record.name) and isinstance(message, str) and _KEY.fullmatch(message):
        return message
    return "unnamed"


def _harmless(facts: object) -> dict[str, str | int]:
    if not isinstance(facts, dict):
        return {}
    numbers = {
        name: value
        for name, value in facts.items()
        if name in _NUMBERS and type(value) is int and abs(value) < _MOST_NUMBER
    }
    words = {
        name: str(value)
        for name, value in facts.items()
        if name in _WORDS and isinstance(value, str) and _WORDS[name].fullmatch(value)
    }
    return numbers | words
