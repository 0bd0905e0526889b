"""Puts trouble into sentences that say what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cso_registry.domain.rule import RefusedError
from cso_registry.host.field_faults import fault_sentence, place_label
from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.faults import known_fault

if TYPE_CHECKING:
    from cso_registry.host.texts import Texts
    from cso_registry.workspace.offers import Offer
    from ui.look.speech import Speech
    from ui.tasks.errand import Trouble

LAWFUL: Final = "R-"
"""How the numbers of rules begin that come from the law and the committee's regulations."""


def is_fault_of_ours(trouble: Trouble) -> bool:
    """Return whether the program is at fault, so that a report is written."""
    expected = (RegistryError, ValidationError, KeyboardInterrupt)
    return not isinstance(trouble.error, expected) and known_fault(trouble.error, Path()) is None


def sentences(
    trouble: Trouble, texts: Texts, language: str, *, folder: Path, report: Path | None = None
) -> tuple[str, ...]:
    """Return what is said about `trouble`: every reason of a refusal, or one sentence.

    Args:
        trouble: What happened.
        texts: The sentences of the program.
        language: In which they are said.
        folder: The folder of the registry, for what the disk said.
        report: Where the report about a fault of the program was written.
    """
    error = trouble.error
    if isinstance(error, RefusedError):
        return tuple(texts.refusal(one.key, language, one.params) for one in error.reasons)
    if isinstance(error, RegistryError):
        return (texts.error(error, language),)
    if isinstance(error, ValidationError):
        return tuple(_fields(error, texts, language))
    known = known_fault(error, folder)
    if known is not None:
        return (texts.error(known, language),)
    return (texts.text("cli.bug", language, report="–" if report is None else str(report)),)


def why_closed(offer: Offer, speech: Speech) -> str:
    """Return why an act cannot be done now, in words; nothing when it can."""
    if offer.denied is not None:
        return " ".join(speech.error(offer.denied))
    said = (
        _with_rule(speech.texts.refusal(one.key, speech.language, one.params), one.rule)
        for one in offer.reasons
    )
    return " ".join(dict.fromkeys(said))


def _with_rule(said: str, rule: str) -> str:
    """Name a rule of the law beside what it asks; our own rows say nothing to a clerk."""
    return f"{said} ({rule})" if rule.startswith(LAWFUL) else said


def _fields(error: ValidationError, texts: Texts, language: str) -> list[str]:
    said = []
    for fault in error.errors(include_url=False, include_input=False):
        place = place_label(texts, language, ".".join(map(str, fault["loc"])))
        why = fault_sentence(texts, language, fault["type"], fault.get("ctx", {}))
        said.append(f"{place}: {why}" if place else why)
    return said
