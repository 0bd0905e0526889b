"""Dated settings: what the sources give as a number, or leave to the office.

A setting is never a number in code. Each says whose default it is, so that the screen
can say it too; a later decision of the secretariat is one more entry with its day.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from cso_registry.domain.vocabulary.model import Label
from cso_registry.kernel.canonical import canonical_bytes, digest
from cso_registry.kernel.errors import InputError

PolicyValue = bool | int | str | tuple[int, ...]
PolicyKey = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$")]

_VERSION_BYTES = 6


class Policy(BaseModel):
    """One setting, from one day on.

    Attributes:
        unit: Unit of the value: days, months, percent, MiB and so on.
        citation: The rule, feature or place of a source it rests on.
        whose: Whose default it is: the source's, the program's or the office's.
        choices: The words it may be, where it is one of several.
        to_be_confirmed: Whether the office is asked to confirm it.
        effective_to: The last day, inclusive; None is open.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    key: PolicyKey
    value: PolicyValue
    unit: Label | None = None
    choices: tuple[Label, ...] = ()
    th: Label
    en: Label
    citation: Label
    whose: Literal["source", "program", "office"]
    to_be_confirmed: bool
    effective_from: date
    effective_to: date | None = None


class Policies(BaseModel):
    """All settings; of several entries for one key the latest one in force counts."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    version: Label
    policies: tuple[Policy, ...]

    @cached_property
    def _by_key(self) -> dict[str, list[Policy]]:
        kept: dict[str, list[Policy]] = {}
        for one in sorted(self.policies, key=lambda policy: policy.effective_from):
            kept.setdefault(one.key, []).append(one)
        return kept

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Return the kind of value of every setting: `bool`, `int`, `str` or `tuple`."""
        return {one.key: type(one.value).__name__ for one in self.policies}

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """Return the words that a setting may be, of those that are one of several."""
        return {one.key: one.choices for one in self.policies if one.choices}

    @cached_property
    def content_version(self) -> str:
        """Return twelve hexadecimal digits of the SHA-256 of all settings."""
        content = self.model_dump(mode="json")
        return digest(canonical_bytes(content))[:_VERSION_BYTES].hex()

    def get(self, key: str, on: date) -> Policy:
        """Return the setting in force on that day.

        Raises:
            InputError: `policy.not_set`.
        """
        for one in reversed(self._by_key.get(key, [])):
            if one.effective_from <= on and (one.effective_to is None or on <= one.effective_to):
                return one
        raise InputError("policy.not_set", setting=key)

    def number(self, key: str, on: date) -> int:
        """Return a setting that is a whole number, in its own unit.

        Raises:
            InputError: `policy.not_set`, also when the setting is no number.
        """
        value = self.get(key, on).value
        if isinstance(value, bool) or not isinstance(value, int):
            raise InputError("policy.not_set", setting=key)
        return value

    def switch(self, key: str, on: date) -> bool:
        """Return a setting that is yes or no.

        Raises:
            InputError: `policy.not_set`, also when the setting is no yes or no.
        """
        value = self.get(key, on).value
        if not isinstance(value, bool):
            raise InputError("policy.not_set", setting=key)
        return value
