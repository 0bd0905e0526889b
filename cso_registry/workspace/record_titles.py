"""Words for the values of one registry: its officers and records by name, never by identity."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cso_registry.kernel.ids import RecordId
from cso_registry.workspace.masking import MASK
from cso_registry.workspace.officer_names import officer_names
from cso_registry.workspace.record_wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.record import Record
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.workspace import Workspace


def wording_in(
    workspace: Workspace, language: Language, officers: Mapping[str, str] | None = None
) -> Wording:
    """Return words for the values of this registry.

    Args:
        workspace: The registry, as it stands.
        language: The language that is spoken.
        officers: Display names of the officers, when they are known already.
    """
    known = officer_names(workspace.read) if officers is None else officers
    return Wording(workspace.program, language, known, MASK, titles_in(workspace.read))


def title_of_record(record: Record | None) -> str:
    """Return name and number of a record; empty when it is not held."""
    if record is None:
        return ""
    listing = record.shadow().listing
    number = getattr(record, "register_number", None) or (listing[3] if listing else None)
    name = getattr(record, "display_name", None) or (listing[2] if listing else "")
    return " ".join(str(part) for part in (name, number) if part)


def titles_in(reading: Reading) -> Callable[[str], str]:
    """Return what says the title of a record by its identity; of one not held, the identity."""

    @cache
    def title(identity: str) -> str:
        return title_of_record(reading.record(RecordId(identity))) or identity

    return title
