"""What a form asks, read from the fields of an act: which input, whether it must be filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, StringConstraints

from cso_registry.domain import fields as field_types
from cso_registry.domain.organizations.records import Attachment
from cso_registry.kernel.ids import OfficeId, OfficerId, RecordId
from cso_registry.workspace.field_meaning import (
    AREAS,
    CLAUSES,
    CRITERIA,
    NEW_IDENTITY,
    PARTS,
    SEVERAL_LISTS,
    TERM_GROUPS,
    WORDS,
    coded_list,
)
from cso_registry.workspace.field_types import is_in_hundredths, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from cso_registry.domain.act import Act


class Input(Enum):
    """The kinds of input."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    MONEY = "money"
    IDENTIFIER = "identifier"
    DAY = "day"
    YES_NO = "yes_no"
    TERM = "term"
    WORD = "word"
    AREA = "area"
    JURISDICTION = "jurisdiction"
    """A province, or the whole nation."""
    CRITERION = "criterion"
    CLAUSE = "clause"
    """A clause of the library that the sides may choose."""
    PART = "part"
    """A group of what is kept of a subject."""
    OFFICER = "officer"
    RECORD = "record"
    FILE = "file"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One field.

    Attributes:
        name: Its name in the act or group.
        input: How it is asked.
        required: Whether it must be filled.
        several: Whether there may be any number of it.
        group: The group of fields that it holds.
        words: Of `TERM` the coded list, of `WORD` the kind of words of the program.
        term_group: Of `TERM` the group of the list that may stand there; nothing is the whole.
        codes: Of `WORD` the codes that may stand there.
        record_type: Of `RECORD` the class of identity.
        default: What stands there at first.
    """

    name: str
    input: Input
    required: bool
    several: bool = False
    group: type[BaseModel] | None = None
    words: str = ""
    term_group: str = ""
    codes: tuple[str, ...] = ()
    record: type[RecordId] | None = None
    default: Any = None


def plan_of(model: type[BaseModel], hidden: frozenset[str] = frozenset()) -> list[FieldPlan]:
    """Return what a form asks of a model, in the order of its fields."""
    return [
        _field(model, name, info) for name, info in model.model_fields.items() if name not in hidden
    ]


def given_by_program(declared: type[Act]) -> frozenset[str]:
    """Return the fields of an act that the program fills in itself."""
    offices = {
        name for name, info in declared.model_fields.items() if OfficeId in leaves(info.annotation)
    }
    created = NEW_IDENTITY.get(declared.kind)
    return frozenset(offices | ({created} if created else set()))


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> FieldPlan:
    found = list(leaves(info.annotation)) + list(info.metadata)
    kinds = tuple(one for one in found if isinstance(one, type))
    base = FieldPlan(
        name=name,
        input=Input.LINE,
        required=info.is_required(),
        several=any(get_origin(one) is tuple for one in _unions(info.annotation)),
        default=None if info.is_required() else _plain(info.get_default()),
    )
    if is_in_hundredths(info):
        return _with(base, input=Input.MONEY)
    return _by_meaning(model, base) or _by_type(model, base, kinds) or _by_text(base, found)


def _by_meaning(model: type[BaseModel], plan: FieldPlan) -> FieldPlan | None:
    """Return the plan of a field whose meaning is known by its name."""
    place = (model.__name__, plan.name)
    info = model.model_fields[plan.name]
    several = " ".join(SEVERAL_LISTS.get(place, ()))
    listed = several or (coded_list(*place) if str in leaves(info.annotation) else None)
    if listed:
        group = TERM_GROUPS.get(place, "")
        return _with(plan, input=Input.TERM, words=listed, term_group=group)
    if place in PARTS or place in CRITERIA:
        return _with(plan, input=Input.PART if place in PARTS else Input.CRITERION)
    if plan.name in CLAUSES:
        return _with(plan, input=Input.CLAUSE)
    if plan.name == "jurisdiction" and str in leaves(info.annotation):
        return _with(plan, input=Input.JURISDICTION)
    if plan.name in AREAS and str in leaves(info.annotation):
        return _with(plan, input=Input.AREA)
    return None


def _by_type(model: type[BaseModel], plan: FieldPlan, kinds: tuple[type, ...]) -> FieldPlan | None:
    """Return the plan of a field whose type says what it is."""
    for one in kinds:
        if issubclass(one, Attachment):
            return _with(plan, input=Input.FILE)
        if issubclass(one, BaseModel):
            return _with(plan, input=Input.GROUP, group=one)
        if issubclass(one, OfficerId):
            return _with(plan, input=Input.OFFICER)
        if issubclass(one, RecordId):
            return _with(plan, input=Input.RECORD, record=one)
        if issubclass(one, StrEnum):
            words = WORDS.get((model.__name__, plan.name), plan.name)
            codes = tuple(str(code.value) for code in one)
            return _with(plan, input=Input.WORD, words=words, codes=codes)
    simple = {date: Input.DAY, bool: Input.YES_NO, int: Input.NUMBER}
    return next((_with(plan, input=simple[one]) for one in kinds if one in simple), None)


def _by_text(plan: FieldPlan, found: list[Any]) -> FieldPlan:
    """Return the plan of a text: a line, several lines, or a number of another register."""
    readers = {one.func for one in found if isinstance(one, BeforeValidator)}
    if field_types.reads_lines in readers:
        return _with(plan, input=Input.LINES)
    if field_types.reads_identifier in readers:
        return _with(plan, input=Input.IDENTIFIER)
    longest = max(
        (one.max_length or 0 for one in found if isinstance(one, StringConstraints)), default=0
    )
    return _with(plan, input=Input.LINES) if longest > LONGEST_LINE else plan


LONGEST_LINE = 500


def _with(plan: FieldPlan, **update: Any) -> FieldPlan:
    said = {name: getattr(plan, name) for name in FieldPlan.__slots__}
    return FieldPlan(**{**said, **update})


def _unions(annotation: Any) -> Iterator[Any]:
    yield annotation
    for one in get_args(annotation):
        yield from _unions(one)


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return list(value) if isinstance(value, tuple) else value
