"""What is kept of a bulk act."""

from __future__ import annotations

from datetime import date

from cso_registry.domain.fields import Line, Lines, Sha256
from cso_registry.domain.record import FieldGroup, Group, Items, Record


class MappedColumn(FieldGroup):
    """One heading of the sheet and the field it was read as."""

    heading: Line
    field: Line


class ImportOpening(FieldGroup):
    """Which file was imported, how it was read, and how much it held."""

    area: Line
    file_name: Line
    file_sha256: Sha256
    mapping: tuple[MappedColumn, ...]
    rows: int
    accepted: int
    rejected: int
    unchanged: int
    opened: date


class ImportUndoing(FieldGroup):
    """The import was undone as far as nobody had touched its records since."""

    undone: date
    records_undone: int
    records_touched_since: int
    reason: Lines


class Batch(Record, type="batch"):
    """One bulk act."""

    opening = Group(ImportOpening)
    undoings = Items(ImportUndoing, legal=True)
