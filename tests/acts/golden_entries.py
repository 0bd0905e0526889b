"""The kept entries of every act and version, and where they stand.

`<kind>.v<version>.json` holds the very bytes of an entry; an act that writes several
has `.2.json` and so on. `.personal.json` beside it holds its personal parts. Files of
older versions are never written again: they are how later releases prove that they
still read them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
NAME = re.compile(r"(?P<kind>[a-z_]+\.[a-z_]+)\.v(?P<version>\d+)(\.(?P<part>\d+))?\.json")
PERSONAL = ".personal.json"


@dataclass(frozen=True)
class Kept:
    """One kept entry."""

    kind: str
    version: int
    path: Path

    @property
    def body(self) -> bytes:
        return self.path.read_bytes()

    @property
    def parts(self) -> dict[int, tuple[bytes, bytes]]:
        """Its personal parts; none when it has none."""
        path = _personal(self.path)
        if not path.exists():
            return {}
        return {
            one["change"]: (bytes.fromhex(one["salt"]), one["body"].encode())
            for one in json.loads(path.read_text("utf-8"))
        }


def kept_entries() -> list[Kept]:
    """Every kept entry, by name of its file."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        if path.name.endswith(PERSONAL):
            continue
        name = NAME.fullmatch(path.name)
        assert name, path.name
        found.append(Kept(name["kind"], int(name["version"]), path))
    return found


def path_of(kind: str, version: int, part: int = 1) -> Path:
    """Where an entry is kept."""
    more = f".{part}" if part > 1 else ""
    return FOLDER / f"{kind}.v{version}{more}.json"


def write(path: Path, body: bytes, parts: dict[int, tuple[bytes, bytes]]) -> None:
    """Keep an entry and its personal parts."""
    path.write_bytes(body)
    told = [
        {"change": change, "salt": salt.hex(), "body": part.decode()}
        for change, (salt, part) in parts.items()
    ]
    if told:
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        _personal(path).write_text(text, encoding="utf-8")
    else:
        _personal(path).unlink(missing_ok=True)


def _personal(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".json") + PERSONAL)
