"""What an officer chose to declare of themself, so that conflicts of interest show (F:B6)."""

from __future__ import annotations

from cso_registry.domain.fields import AreaCode, Identifier, Line, Personal, Phone
from cso_registry.domain.record import FieldGroup


class Relative(FieldGroup):
    """A near relative of an officer."""

    given: Line
    family: Line
    citizen_id: Identifier | None = None


class OfficerPrivate(FieldGroup):
    """Own number, telephone, home and near relatives; all of it is left to the officer."""

    citizen_id: Personal[Identifier | None] = None
    phone: Personal[Phone | None] = None
    house: Personal[Line | None] = None
    moo: Personal[Line | None] = None
    area: Personal[AreaCode | None] = None
    bank_account: Personal[Identifier | None] = None
    relatives: Personal[tuple[Relative, ...] | None] = None
