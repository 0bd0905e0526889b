"""Erasing the personal part of a record by order, while its chain still verifies (F:N6).

The erasure is a legal act that names the groups; whatever folds the journal removes
their personal parts from every entry of the record, and a proof accepts a missing
part only where an erasure names it.
"""

from __future__ import annotations

from cso_registry.domain.fields import Day, Line, Lines, OrderNumber
from cso_registry.domain.record import FieldGroup


class Erasure(FieldGroup):
    """The personal parts of these groups were removed by order."""

    groups: tuple[Line, ...]
    order_number: OrderNumber
    order_date: Day
    reason: Lines


ERASURES = "erasures"
"""The collection in which every type of record that can be erased keeps its erasures."""
