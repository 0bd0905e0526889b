"""What signed entries tell in words, whatever is left out of a bundle on purpose (R-06, F:X32)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import orjson

from cso_registry.domain.catalogue import RECORDS
from cso_registry.domain.record import Privacy, privacy_of, slot_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel

NOTHING: Final[tuple[object, ...]] = (None, "", 0, [], {})


@dataclass(slots=True)
class StillTold:
    """What goes out although personal parts and attached files are left out.

    Attributes:
        reasons: Acts for which an officer wrote a reason.
        file_names: Hashes of the attached files whose names stand in the entries.
        confidential: How many values there are of each confidential field, by record type
            and name.
    """

    reasons: int = 0
    file_names: set[str] = field(default_factory=set)
    confidential: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, bodies: Iterable[bytes], file_names: Iterable[str]) -> None:
        """Count what the entries of one segment tell."""
        self.file_names.update(file_names)
        for body in bodies:
            entry: dict[str, Any] = orjson.loads(body)
            self.reasons += bool(entry.get("reason"))
            self.confidential.update(_confidential(entry))


def _confidential(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for record in entry["records"]:
        for change in record["groups"]:
            marks = _marks(record["type"], change["group"])
            for name, value in (change.get("value") or {}).items():
                if marks.get(name) is Privacy.CONFIDENTIAL and value not in NOTHING:
                    yield record["type"], name


def _marks(record_type: str, group: str) -> Mapping[str, Privacy]:
    """Return how private the fields of a group are; nothing of what a newer program wrote."""
    known = RECORDS.get(record_type)
    slot = None if known is None else known.slots.get(slot_name(group))
    if slot is None:
        return {}
    model: type[BaseModel] = slot.model
    return privacy_of(model)
