"""Parsed TOML becomes lists and settings, or an error that names the file and the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cso_registry.domain.agreements.clauses import ClauseLibrary
from cso_registry.domain.clocks.holidays import Closing, HolidayTable
from cso_registry.domain.clocks.kinds import ClockKinds
from cso_registry.domain.vocabulary.criteria import Criteria, ReviewPart
from cso_registry.domain.vocabulary.model import Vocabulary
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.domain.workflow.model import Workflow
from cso_registry.domain.workflow.sources import SourceTexts
from cso_registry.kernel.errors import InputError

M = TypeVar("M", bound=BaseModel)

_PLURALS = {
    "item": "items",
    "group": "groups",
    "policy": "policies",
    "criterion": "criteria",
    "step": "steps",
    "gate": "gates",
    "move": "moves",
    "duty": "duties",
    "clause": "clauses",
    "holiday": "holidays",
    "clock": "clocks",
    "weight": "weights",
    "document": "documents",
    "passage": "passages",
}


def read_vocabulary(raw: Mapping[str, Any], *, file: str = "") -> Vocabulary:
    """Return the list that a parsed file describes.

    Args:
        raw: The parsed file, its terms under `item` and its headings under `group`.
        file: Name of the file, for the error.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the item and the fault.
    """
    return _read(Vocabulary, raw, file or str(raw.get("code", "")))


def read_policies(raw: Mapping[str, Any], *, file: str = "") -> Policies:
    """Return the dated settings of a parsed file, which stand under `policy`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the item and the fault.
    """
    return _read(Policies, raw, file or "policies")


def read_criteria(raw: Mapping[str, Any], *, file: str = "") -> Criteria:
    """Return the screening criteria of a parsed file, which stand under `criterion`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the item and the fault.
    """
    return _read(Criteria, _with_parts(raw), file or "criteria")


def read_workflow(raw: Mapping[str, Any], *, file: str = "") -> Workflow:
    """Return the course of a model: its steps under `step`, then `gate`, `move`, `duty`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the part and the fault.
    """
    return _read(Workflow, raw, file or "workflow")


def read_sources(raw: Mapping[str, Any], *, file: str = "") -> SourceTexts:
    """Return what the sources say, the documents under `document`, each place under `passage`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the passage and the fault.
    """
    return _read(SourceTexts, raw, file or "sources")


def read_clauses(raw: Mapping[str, Any], *, file: str = "") -> ClauseLibrary:
    """Return the clause library of a parsed file, its clauses under `clause`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the clause and the fault.
    """
    return _read(ClauseLibrary, raw, file or "clauses")


def read_holidays(raw: Mapping[str, Any], *, file: str = "") -> HolidayTable:
    """Return the days of a parsed file, which stand under `holiday`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the day and the fault.
    """
    known = {one.value: one for one in Closing}
    days = [
        {**one, "closes": known.get(one.get("closes"), one.get("closes"))}
        for one in raw.get("holiday", ())
    ]
    return _read(HolidayTable, {**raw, "holiday": days}, file or "holidays")


def read_clock_kinds(raw: Mapping[str, Any], *, file: str = "") -> ClockKinds:
    """Return the kinds of clock of a parsed file, which stand under `clock`.

    Raises:
        InputError: `vocabulary.malformed`, naming the file, the clock and the fault.
    """
    return _read(ClockKinds, raw, file or "clocks")


def _with_parts(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the file with the part of each criterion as the code that it is."""
    known = {part.value: part for part in ReviewPart}
    return {
        name: [{**one, "part": known.get(one.get("part"), one.get("part"))} for one in value]
        if name == "criterion"
        else value
        for name, value in raw.items()
    }


def _read(model: type[M], raw: Mapping[str, Any], file: str) -> M:
    try:
        return model.model_validate({_PLURALS.get(k, k): _frozen(v) for k, v in raw.items()})
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        at = _place(raw, first["loc"])
        raise InputError("vocabulary.malformed", file=file, item=at, fault=first["msg"]) from None


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value


def _place(raw: Mapping[str, Any], place: tuple[int | str, ...]) -> str:
    """Return where a fault stands, an item by its code rather than its count."""
    words = [str(step) for step in place]
    singular = {plural: one for one, plural in _PLURALS.items()}
    match place:
        case (str() as many, int() as count, *_) if many in singular:
            entries = raw.get(singular[many])
            entry = entries[count] if isinstance(entries, list) else None
            if isinstance(entry, Mapping):
                words[1] = str(entry.get("code", entry.get("key", count + 1)))
        case _:
            pass
    return ".".join(words)
