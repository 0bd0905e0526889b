"""Which acts an officer may do on a record now, and of the others why not (F:N1, O5).

An act that is not yet filled in is judged as far as the record decides it: its rules run on
an act that knows which record it is about and nothing else. A rule that asks for anything
the officer has not said yet does not speak; it will, when the form is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.facts import Facts
from cso_registry.domain.permission import DeniedError, refuse_unless_permitted
from cso_registry.domain.rule import Reason
from cso_registry.kernel.ids import ActId

if TYPE_CHECKING:
    from collections.abc import Callable

    from cso_registry.domain.act import Act
    from cso_registry.domain.facts import Actor, Question, Setting
    from cso_registry.domain.record import Record
    from cso_registry.workspace.performing import Performer, Session, Work


@dataclass(frozen=True, slots=True)
class Offer:
    """One act on one record.

    Attributes:
        kind: The act.
        field: Its field that names the record.
        reasons: Why the record does not allow it now.
        denied: Why the officer may not do it.
    """

    kind: str
    field: str
    reasons: tuple[Reason, ...] = ()
    denied: DeniedError | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it can be done now."""
        return not self.reasons and self.denied is None


class _NotSaidError(Exception):
    """A rule asks for what the officer has not said yet."""


class _Begun:
    """An act of which only the record is known."""

    def __init__(self, declared: type[Act], known: dict[str, Any]) -> None:
        self._declared, self._known = declared, known

    def __getattr__(self, name: str) -> Any:
        known = self.__dict__["_known"]
        if name in known:
            return known[name]
        declared = self.__dict__["_declared"]
        if name in declared.model_fields:
            raise _NotSaidError
        found = getattr(declared, name)
        return found.__get__(self) if callable(found) and not isinstance(found, type) else found


def offers_on(
    performer: Performer,
    record: Record,
    session: Session,
    among: frozenset[str] | None = None,
) -> tuple[Offer, ...]:
    """Return every act that is about one record of this type, in the order of the catalogue.

    Args:
        performer: Decides acts.
        record: The record.
        session: Who asks.
        among: Only these acts; None asks about all.
    """
    with performer.judging() as work:
        actor, setting = work.actor(session), work.setting()
        ask = cache(work.ask)
        return tuple(
            _offer(work, ask, declared, field, record, actor, setting)
            for declared in ACTS.values()
            if (among is None or declared.kind in among)
            and (field := subject_field(declared, type(record))) is not None
        )


def reasons_so_far(
    performer: Performer,
    declared: type[Act],
    known: dict[str, Any],
    records: dict[str, Record],
    session: Session,
) -> tuple[Reason, ...]:
    """Return why an act could not be done, as far as what is known of it decides.

    Args:
        performer: Decides acts.
        declared: The act.
        known: Its fields that are known; rules that ask for another one do not speak.
        records: The records that it reads, by name.
        session: Who asks; whether they may do the act is not looked at.
    """
    with performer.judging() as work:
        actor, setting = work.actor(session), work.setting()
        begun = _Begun(declared, known)
        return _reasons(work, work.ask, declared, begun, records, actor, setting)


def subject_field(declared: type[Act], kind: type[Record]) -> str | None:
    """Return the field by which an act names the record it is about; None when it has none.

    It is the first record that the act reads, and the only one that it needs to be begun.
    """
    for name, read in declared.reads.items():
        if isinstance(read, type):
            return name if read is kind and name in declared.model_fields else None
    return None


def _offer(
    work: Work,
    ask: Callable[[Question[Any]], Any],
    declared: type[Act],
    field: str,
    record: Record,
    actor: Actor,
    setting: Setting,
) -> Offer:
    try:
        refuse_unless_permitted(declared, actor, {record.scope})
    except DeniedError as denied:
        return Offer(declared.kind, field, denied=denied)
    begun = _Begun(declared, {field: record.id, **_as_of_today(declared, setting)})
    reasons = _reasons(work, ask, declared, begun, {field: record}, actor, setting)
    return Offer(declared.kind, field, reasons)


def _reasons(
    work: Work,
    ask: Callable[[Question[Any]], Any],
    declared: type[Act],
    begun: _Begun,
    records: dict[str, Record],
    actor: Actor,
    setting: Setting,
) -> tuple[Reason, ...]:
    facts = Facts(
        act_id=ActId(next(iter(records.values())).id),
        actor=actor,
        setting=setting,
        identities=work.identities,
        records=records,
        answers=_answers(ask, declared, begun, setting),
    )
    return tuple(
        Reason(one.id, one.key, one.cite, None, fault.params)
        for one in declared.rules
        for fault in _faults(one, begun, facts)
    )


def _as_of_today(declared: type[Act], setting: Setting) -> dict[str, Any]:
    """Return the day of effect of an act that has one: whether it may be done is asked of now."""
    return {"effective": setting.today} if "effective" in declared.model_fields else {}


def _answers(
    ask: Callable[[Question[Any]], Any], declared: type[Act], begun: _Begun, setting: Setting
) -> dict[str, Any]:
    found = {}
    for name, read in declared.reads.items():
        if isinstance(read, type):
            continue
        try:
            question = read(begun, setting)
        except (_NotSaidError, KeyError, TypeError):
            continue
        if question is not None:
            found[name] = ask(question)
    return found


def _faults(rule: Any, begun: _Begun, facts: Facts) -> tuple[Any, ...]:
    try:
        return tuple(rule.faults(begun, facts))
    except (_NotSaidError, KeyError, TypeError):
        # It asks for a field, another record or a set that is not known before the form is.
        return ()
