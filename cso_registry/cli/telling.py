"""Says refusals and errors in whole sentences, in Thai or English."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from cso_registry.cli.act_fields import UnclearFieldsError
from cso_registry.domain.rule import RefusedError
from cso_registry.host.texts import MissingTextError
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import RegistryError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from cso_registry.cli.context import Context
    from cso_registry.kernel.errors import Param

REFUSED = 2


def tell_refusal(context: Context, error: RegistryError) -> int:
    """Print every reason with its rule, or the one sentence; return the exit code."""
    reasons = reasons_of(context, error)
    if context.as_json:
        sys.stdout.write(canonical_bytes({"refused": True, "reasons": reasons}).decode() + "\n")
        return REFUSED
    if isinstance(error, RefusedError):
        context.err.print(context.say("act.refused", count=len(reasons)), style="bold red")
    for reason in reasons:
        rule = f"[{reason['rule']}] " if "rule" in reason else ""
        context.err.print(f"• {rule}{reason['sentence']}", markup=False)
    return REFUSED


def reasons_of(context: Context, error: RegistryError) -> list[dict[str, Any]]:
    """Return each reason with its rule, field and sentence."""
    if not isinstance(error, RefusedError):
        return [{"key": error.key, "sentence": context.texts.error(error, context.language)}]
    return [
        {
            "rule": reason.rule,
            "cite": reason.cite,
            "field": reason.field,
            "sentence": context.texts.refusal(reason.key, context.language, reason.params),
        }
        for reason in error.reasons
    ]


def tell_bad_fields(context: Context, error: ValidationError | UnclearFieldsError) -> int:
    """Print what is wrong with the fields of an act that was given as JSON."""
    reasons = _unclear(context, error) if isinstance(error, UnclearFieldsError) else []
    unclear = {reason["field"] for reason in reasons}
    others = error.others if isinstance(error, UnclearFieldsError) else error
    reasons += [one for one in _not_valid(context, others) if one["field"] not in unclear]
    if context.as_json:
        sys.stdout.write(canonical_bytes({"refused": True, "reasons": reasons}).decode() + "\n")
        return REFUSED
    context.err.print(context.say("act.refused", count=len(reasons)), style="bold red")
    for reason in reasons:
        place = (
            f"{_label(context, reason['field'])} ({reason['field']}): " if reason["field"] else ""
        )
        context.err.print(f"• {place}{reason['sentence']}", markup=False)
    return REFUSED


def _unclear(context: Context, error: UnclearFieldsError) -> list[dict[str, Any]]:
    return [
        {"field": one.place, "sentence": context.say(one.key, **one.params)}
        for one in error.unclear
    ]


def _not_valid(context: Context, error: ValidationError | None) -> list[dict[str, Any]]:
    if error is None:
        return []
    return [
        {
            "field": ".".join(str(step) for step in fault["loc"]),
            "sentence": _sentence(context, fault["type"], fault.get("ctx", {})),
        }
        for fault in error.errors(include_url=False, include_input=False)
    ]


def _sentence(context: Context, kind: str, limits: dict[str, Any]) -> str:
    key = KEYS.get(kind, "field.not_accepted")
    if kind.startswith("date"):
        key = "field.not_a_date"
    values: dict[str, Param] = {
        name: str(limits[name])
        for name in ("expected", "ge", "le", "min_length", "max_length")
        if name in limits
    }
    if key in BOUNDS and any(ISO_DAY.fullmatch(str(limits.get(name))) for name in ("ge", "le")):
        return context.say("field.improbable_day")
    wanted = WANTED.get(key)
    if wanted is None:
        return context.say(key)
    return context.say(key, limit=next((values[name] for name in wanted if name in values), "–"))


KEYS = {
    "missing": "field.missing",
    "extra_forbidden": "field.unknown",
    "enum": "field.not_in_list",
    "literal_error": "field.not_in_list",
    "string_pattern_mismatch": "field.wrong_form",
    "string_type": "field.not_a_text",
    "string_too_short": "field.too_short",
    "string_too_long": "field.too_long",
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
BOUNDS = frozenset({"field.too_small", "field.too_large"})
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _label(context: Context, place: str) -> str:
    """Return the labels on the way to a field: กรรมการ 1 › ตั้งแต่วันที่."""
    said: list[str] = []
    for step in place.split("."):
        if step.isdigit() and said:
            said[-1] += f" {int(step) + 1}"
            continue
        try:
            said.append(context.texts.field("", step).say(context.language))
        except MissingTextError:
            said.append(step)
    return " › ".join(said)
