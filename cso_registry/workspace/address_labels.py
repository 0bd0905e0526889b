"""Address labels of the letters that are numbered and have not left yet."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from cso_registry.domain.letters.records import Letter, LetterStatus
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import RecordFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.letters.records import BookEntry
    from cso_registry.domain.offices.records import Office
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

MOST = 5_000


def label_facts(_office: Office, showing: Showing, reading: Reading) -> Mapping[str, FactValue]:
    """Return the facts of S-15; `text` keeps the letters that hold these words."""
    chosen = RecordFilter(text=showing.asked.get("text", ""), status=LetterStatus.ISSUED.value)
    rows = reading.first_records("letter", chosen, showing.today, MOST)
    letters = (reading.record(RecordId(row.id)) for row in rows)
    entries = [one.entry for one in letters if isinstance(one, Letter) and one.entry is not None]
    labels = [_label(entry) for entry in entries if entry.party_address]
    pairs = zip_longest(labels[::2], labels[1::2], fillvalue="")
    without = [entry.number for entry in entries if not entry.party_address]
    return {
        "labels": [{"left": left, "right": right} for left, right in pairs],
        "count": str(len(labels)),
        "made_on": showing.day(showing.today),
        "without": ", ".join(without),
        "has_without": bool(without),
    }


def _label(entry: BookEntry) -> str:
    return "\n".join(part for part in (entry.party, entry.party_address, entry.number) if part)
