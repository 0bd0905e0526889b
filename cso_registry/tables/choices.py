"""A person's decisions which heading means which field, kept as a file for the next time.

JSON or TOML with one table ``headings``: words above the column to field name, an empty
name to leave the column out.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final, Literal

from cso_registry.kernel.errors import InputError
from cso_registry.tables.headings import IGNORED, HeadingMap

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: Final = "headings"
_LARGEST: Final = 1_000_000


def choices_of(headings: HeadingMap) -> dict[str, str]:
    """Return the decisions that a map holds, ready to be kept."""
    chosen = {match.heading: field for field, match in headings.matches.items()}
    return chosen | {headings.headings[at]: IGNORED for at in headings.ignored}


def dump_choices(choices: Mapping[str, str], form: Literal["json", "toml"] = "json") -> bytes:
    """Return decisions as the content of a file."""
    if form == "json":
        text = json.dumps({_TABLE: dict(choices)}, ensure_ascii=False, indent=2) + "\n"
    else:
        lines = [f"{_quoted(heading)} = {_quoted(field)}" for heading, field in choices.items()]
        text = "\n".join([f"[{_TABLE}]", *lines, ""])
    return text.encode()


def load_choices(data: bytes) -> dict[str, str]:
    """Return the decisions in the content of a file.

    Raises:
        InputError: ``tables.choices_unreadable``.
    """
    try:
        return _content(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("tables.choices_unreadable") from error


def _content(data: bytes) -> dict[str, str]:
    if len(data) > _LARGEST:
        raise ValueError(_TABLE)
    text = data.decode("utf-8-sig")
    is_json = text.lstrip().startswith("{")
    content = json.loads(text, object_pairs_hook=_once) if is_json else tomllib.loads(text)
    choices = content[_TABLE]
    if not all(isinstance(field, str) for field in choices.values()):
        raise TypeError(_TABLE)
    return dict(choices)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError(_TABLE)
    return content


def _quoted(text: str) -> str:
    """Return a basic string of TOML; JSON escapes are a part of its escapes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
