"""Says the values of a record in words: labels of fields and codes, dates of the Buddhist Era."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cso_registry.domain.organizations.records import Attachment
from cso_registry.host.said_values import say_day
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.money import format_baht
from cso_registry.workspace.field_meaning import AREAS, OFFICERS, SEVERAL_LISTS, WORDS, coded_list
from cso_registry.workspace.field_types import (
    groups_in,
    holds_date,
    is_in_hundredths,
    names_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from cso_registry.domain.record import Group, Items
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

NATION = "00"
EMPTY = "–"
KIBI = 1024
HASH_SHOWN = 8
MOST_RECORDS = 20
"""So many records of a list are named; of more it is said how many there are."""


class Wording:
    """Words for the values of records in one language.

    Args:
        program: Its texts, lists and areas.
        language: The language that is spoken.
        officers: Display names of the officers by identity.
        mask: What stands where guarded data are masked.
        titles: Says what another record is called, by its identity.
    """

    def __init__(
        self,
        program: Program,
        language: Language,
        officers: Mapping[str, str],
        mask: str,
        titles: Callable[[str], str] = str,
    ) -> None:
        self._texts, self._language = program.texts, language
        self._program, self._officers, self._mask = program, officers, mask
        self._titles = titles

    def group(self, record_type: str, name: str) -> str:
        """Return what a group of fields is called."""
        try:
            return self._texts.group(f"{record_type}.{name}").say(self._language)
        except MissingTextError:
            return name

    def field(self, name: str, record_type: str = "") -> str:
        """Return what a field is called, on records of a type when it has words of its own."""
        try:
            return self._texts.field(record_type, name).say(self._language)
        except MissingTextError:
            return name

    def sentence(self, key: str) -> str:
        """Return a message."""
        return self._texts.text(key, self._language)

    def officer(self, identity: str) -> str:
        """Return the name of an officer, or the identity of one who is not held."""
        return self._officers.get(identity, identity)

    def day(self, value: date) -> str:
        """Return a date in words."""
        return say_day(value, self._language)

    def lines(
        self, slot: Group[Any] | Items[Any], values: Mapping[str, Any]
    ) -> list[tuple[str, str]]:
        """Return label and words of each field of a group that holds something."""
        said = ((name, self.value(slot.model, name, value)) for name, value in values.items())
        kind = slot.record_type
        return [(self.field(name, kind), words) for name, words in said if words != EMPTY]

    def value(self, model: type[BaseModel], name: str, value: Any) -> str:
        """Return the words for one value of a field of `model`."""
        if value is None or value in ("", [], {}):
            return EMPTY
        if isinstance(value, bool):
            return self._texts.text("cli.yes" if value else "cli.no", self._language)
        if isinstance(value, list):
            return self._many(model, name, value)
        if isinstance(value, dict):
            return self._inner(model, name, value)
        if not isinstance(value, str) or value == self._mask:
            info = model.model_fields.get(name)
            is_amount = info is not None and isinstance(value, int) and is_in_hundredths(info)
            return format_baht(value) if is_amount else str(value)
        return self._text(model, name, value)

    def _many(self, model: type[BaseModel], name: str, values: list[Any]) -> str:
        """Return the words of a list; of very many records the first, and how many there are."""
        info = model.model_fields.get(name)
        are_records = isinstance(values[0], str) and info and names_record(info.annotation)
        said = values[:MOST_RECORDS] if are_records else values
        words = ", ".join(self.value(model, name, one) for one in said)
        return words if len(said) == len(values) else f"{words} … ({len(values):,})"

    def _inner(self, model: type[BaseModel], name: str, value: Mapping[str, Any]) -> str:
        inner = groups_in(model.model_fields[name].annotation) if name in model.model_fields else ()
        if not inner:
            return f"({len(value)})"
        if inner[0] is Attachment:
            # Whole hashes stand where files are shown, opened and saved, and on papers.
            size = max(1, int(value["size"]) // KIBI)
            return f"{value['name']} ({size:,} KB, SHA-256 {value['sha256'][:HASH_SHOWN]})"
        return ", ".join(
            f"{self.field(key)}: {self.value(inner[0], key, one)}" for key, one in value.items()
        )

    def _text(self, model: type[BaseModel], name: str, value: str) -> str:
        place = (model.__name__.removesuffix("Erased"), name)
        info = model.model_fields.get(name)
        if info is not None and holds_date(info.annotation):
            return self.day(date.fromisoformat(value))
        several = SEVERAL_LISTS.get(place, ())
        words = self._program.vocabulary
        listed = next((one for one in several if value in words.get(one).by_code), None)
        listed = listed or coded_list(*place)
        if listed is not None:
            label = self._program.vocabulary.label(listed, value, self._language)
            return value if label == value else f"{label} ({value})"
        if place in WORDS:
            return self._word(f"{WORDS[place]}.{value}", value)
        if place == ("LifeEvent", "series"):
            purpose, _, prefix = value.partition(":")
            return f"{self._word(f'series.{purpose}', purpose)} {prefix}"
        return self._named(name, info, value)

    def _named(self, name: str, info: FieldInfo | None, value: str) -> str:
        if name in OFFICERS:
            return self.officer(value)
        if name in AREAS:
            return self._area(value)
        return self._titles(value) if info is not None and names_record(info.annotation) else value

    def _word(self, key: str, value: str) -> str:
        try:
            return self._texts.value(key).say(self._language)
        except MissingTextError:
            return value

    def _area(self, code: str) -> str:
        if code == NATION:
            return self._word(f"jurisdiction.{NATION}", code)
        try:
            return f"{self._program.means.areas.line(code, self._language)} ({code})"
        except InputError:
            return code
