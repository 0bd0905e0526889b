"""Every value that a record keeps from a fixed set is shown in words, never as its code."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from cso_registry.domain.catalogue import RECORDS
from cso_registry.workspace.field_meaning import WORDS
from cso_registry.workspace.field_types import leaves
from tests.support.desk import delivered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel


def fixed_values() -> Iterator[tuple[str, str, type[StrEnum]]]:
    """Every field of every record that takes one of a fixed set of values."""
    seen: set[type[BaseModel]] = set()
    open_models = [slot.model for record in RECORDS.values() for slot in record.slots.values()]
    while open_models:
        model = open_models.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            for kind in leaves(info.annotation):
                if isinstance(kind, type) and issubclass(kind, StrEnum):
                    yield model.__name__, name, kind
                elif hasattr(kind, "model_fields"):
                    open_models.append(kind)


FIELDS = sorted(fixed_values(), key=lambda one: one[:2])


def test_the_fields_are_found() -> None:
    assert {"LifeEvent.step", "KinTie.tied", "Decision.outcome"} <= {
        f"{m}.{n}" for m, n, _ in FIELDS
    }


@pytest.mark.parametrize(("model", "name", "kind"), FIELDS)
def test_every_value_has_words(model: str, name: str, kind: type[StrEnum]) -> None:
    texts = delivered().texts
    prefix = WORDS[model, name]
    for value in kind:
        words = texts.value(f"{prefix}.{value}")
        thai, english = words.say("th"), words.say("en")
        assert any("\u0e01" <= sign <= "\u0e5b" for sign in thai), thai
        assert english.isascii() or "’" in english, english
