"""The papers of the letter book: letters in own words, the book, unused numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cso_registry.workspace.address_labels import label_facts
from cso_registry.workspace.number_statements import letter_book_facts, unused_facts
from cso_registry.workspace.paper_kinds.kind import ANY, OFFICE, PaperKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.facts import FactValue
    from cso_registry.domain.batches.records import Batch
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.showing import Showing

LETTER = "L-00"
ITEM = "item"
"""Items of the list are asked for as `item1`, `item2`, …"""


def _own_words(_record: Any, showing: Showing, _reading: Reading) -> Mapping[str, FactValue]:
    asked = showing.asked
    numbered = sorted(
        (int(number), text)
        for name, text in asked.items()
        if name.startswith(ITEM) and (number := name.removeprefix(ITEM)).isdecimal()
    )
    closing = showing.program.texts.text("letter.closing_words", showing.language)
    return {
        "body": asked.get("body", ""),
        "items": [{"text": text} for _, text in numbered],
        "has_items": bool(numbered),
        "closing_words": asked.get("closing", closing),
    }


def _cover(batch: Batch, showing: Showing, _reading: Reading) -> Mapping[str, FactValue]:
    """Return what the batch itself says; its papers come from the press (F:C4)."""
    printing = batch.printing
    return {
        "office": showing.office_name(),
        "code": printing.code if printing is not None else "",
        "made_on": showing.day(showing.today),
        "officer": showing.officer.display_name if showing.officer is not None else "",
    }


PAPERS = (
    PaperKind(LETTER, ANY, _own_words, letter=True),
    PaperKind("S-14", "batch", _cover),
    PaperKind("S-15", OFFICE, label_facts),
    PaperKind("S-09", OFFICE, letter_book_facts),
    PaperKind("S-10", OFFICE, unused_facts),
)
