"""What the keys of sums are called: agencies, partners, models, sourcing modes, areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.agreements.figures import NO_CALL, NOT_IN_REGISTER, SEVERAL
from cso_registry.domain.missions.agencies import Agency
from cso_registry.domain.roles import NATION
from cso_registry.kernel.ids import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.storage.reading import Reading
    from cso_registry.workspace.means import Program

LISTS = {"model": "V-09", "sourcing": "V-11"}
"""The coded list that names the keys of a sum."""


class Names:
    """Names keys in one language."""

    def __init__(self, program: Program, reading: Reading, language: Language) -> None:
        self._program, self._reading, self._language = program, reading, language

    def of(self, by: str, keys: Iterable[str]) -> dict[str, str]:
        """Return what each of some keys is called."""
        found = list(keys)
        if by == "partner":
            return self._partners(found)
        return {key: self._one(by, key) for key in found}

    def _one(self, by: str, key: str) -> str:
        if key in {SEVERAL, NO_CALL}:
            return self._value(f"sum.{by}.{key}")
        if by == "agency":
            return self._agency(key)
        if by in LISTS:
            return self._program.vocabulary.label(LISTS[by], key, self._language)
        if key == NATION:
            return self._value("jurisdiction.00")
        area = self._program.means.areas.get(key)
        return key if area is None else area.name(self._language)

    def _agency(self, key: str) -> str:
        held = self._reading.record(RecordId(key))
        profile = held.profile if isinstance(held, Agency) else None
        if profile is None:
            return self._value("sum.agency.not_held")
        return (self._language == "en" and profile.name_en) or profile.name_th

    def _partners(self, keys: list[str]) -> dict[str, str]:
        held = self._reading.lists.names(key for key in keys if not key.startswith(NOT_IN_REGISTER))
        unknown = self._value("sum.partner.not_held")
        return {key: held.get(key) or key.partition(NOT_IN_REGISTER)[2] or unknown for key in keys}

    def _value(self, key: str) -> str:
        return self._program.texts.value(key).say(self._language)
