"""What a person is told when the value of a field is not accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cso_registry.host.texts import MissingTextError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.host.texts import Texts
    from cso_registry.kernel.errors import Param


def fault_sentence(texts: Texts, language: str, kind: str, limits: Mapping[str, Any]) -> str:
    """Return why a value was not accepted.

    Args:
        texts: The sentences of the program.
        language: In which they are said.
        kind: The kind of fault, as pydantic names it.
        limits: What pydantic says beside it.
    """
    key = KEYS.get(kind, "field.not_accepted")
    if kind == "value_error" and str(limits.get("error")) in READERS:
        return texts.text(str(limits["error"]), language)
    if key == "field.too_short" and limits.get("min_length") == 1:
        key = "field.empty"
    if kind.startswith("date"):
        key = "field.not_a_date"
    values: dict[str, Param] = {
        name: str(limits[name])
        for name in ("expected", "ge", "le", "min_length", "max_length")
        if name in limits
    }
    if key in BOUNDS and any(ISO_DAY.fullmatch(str(limits.get(name))) for name in ("ge", "le")):
        return texts.text("field.improbable_day", language)
    wanted = WANTED.get(key)
    if wanted is None:
        return texts.text(key, language)
    limit = next((values[name] for name in wanted if name in values), "–")
    if key == "field.not_in_list":
        limit = str(limit).replace(" or ", ", ").replace("'", "")
    return texts.text(key, language, limit=limit)


def place_label(texts: Texts, language: str, place: str) -> str:
    """Return the labels on the way to a field: กรรมการ 1 › ตั้งแต่วันที่."""
    said: list[str] = []
    for step in place.split("."):
        if step.isdigit() and said:
            said[-1] += f" {int(step) + 1}"
            continue
        try:
            said.append(texts.field("", step).say(language))
        except MissingTextError:
            said.append(step)
    return " › ".join(said)


KEYS = {
    "missing": "field.missing",
    "extra_forbidden": "field.unknown",
    "enum": "field.not_in_list",
    "literal_error": "field.not_in_list",
    "string_pattern_mismatch": "field.wrong_form",
    "string_type": "field.not_a_text",
    "string_too_short": "field.too_short",
    "too_short": "field.too_short",
    "string_too_long": "field.too_long",
    "too_long": "field.too_long",
    "int_type": "field.not_a_whole_number",
    "int_from_float": "field.not_a_whole_number",
    "int_parsing": "field.not_a_whole_number",
    "greater_than_equal": "field.too_small",
    "less_than_equal": "field.too_large",
    "bool_type": "field.not_yes_or_no",
    "model_type": "field.not_a_group",
    "model_attributes_type": "field.not_a_group",
    "tuple_type": "field.not_a_list",
}
"""What is said to a person for each kind of fault."""
WANTED = {
    "field.not_in_list": ("expected",),
    "field.too_small": ("ge",),
    "field.too_large": ("le",),
    "field.too_short": ("min_length",),
    "field.too_long": ("max_length",),
}
"""Which limit fills the gap of a sentence."""
READERS = frozenset({"money.unreadable", "money.too_many_decimals", "money.too_large"})
"""What a reader of a field says itself about a value that it cannot read."""
BOUNDS = frozenset({"field.too_small", "field.too_large"})
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
