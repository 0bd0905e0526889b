"""Says refusals and errors in whole sentences, in Thai or English."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cso_registry.cli.act_fields import UnclearFieldsError
from cso_registry.domain.rule import RefusedError
from cso_registry.host.field_faults import fault_sentence, place_label
from cso_registry.kernel.canonical import canonical_bytes
from cso_registry.kernel.errors import RegistryError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from cso_registry.cli.context import Context

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
        label = place_label(context.texts, context.language, reason["field"])
        place = f"{label} ({reason['field']}): " if reason["field"] else ""
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
            "sentence": fault_sentence(
                context.texts, context.language, fault["type"], fault.get("ctx", {})
            ),
        }
        for fault in error.errors(include_url=False, include_input=False)
    ]
