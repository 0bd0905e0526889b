"""A count of months, and until when to serve, in words; for commands, screens and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.host.said_values import say_day
from cso_registry.host.sentences import gaps
from cso_registry.kernel.calendar import explain_end

if TYPE_CHECKING:
    from cso_registry.domain.notice.counting import Counted
    from cso_registry.domain.notice.law import ServePlan
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.host.texts import Texts
    from cso_registry.kernel.calendar import PeriodStep
    from cso_registry.kernel.errors import Param


def step_words(step: PeriodStep, texts: Texts, language: Language) -> str:
    """Return one step of a count in words."""
    values: dict[str, Param] = {"day": say_day(step.day, language), "months": step.months}
    wanted = gaps(texts.message(step.key).th)
    return texts.text(step.key, language, **{name: values[name] for name in wanted})


def count_words(counted: Counted, months: int, texts: Texts, language: Language) -> tuple[str, ...]:
    """Return the whole count of a receipt in words, and what holidays have to do with it."""
    steps = explain_end(counted.received, months)
    said = [step_words(one, texts, language) for one in steps]
    if counted.is_moved:
        moved = {"day": say_day(counted.earliest_end, language)}
        said[-1] = texts.text("notice.moved", language, **moved)
    if counted.safer_end is not None:
        safer = {"day": say_day(counted.safer_end, language)}
        said.append(texts.text("notice.safer", language, **safer))
    return tuple(said)


def plan_words(plan: ServePlan, texts: Texts, language: Language) -> tuple[str, ...]:
    """Return in words until when a notice is received, and sent by each way."""
    first = texts.text(
        "notice.receive_by",
        language,
        day=say_day(plan.receipt_by, language),
        end=say_day(plan.wanted_end, language),
    )
    ways = (
        texts.text(
            "notice.send_by",
            language,
            way=texts.value(f"way.{way}").say(language),
            day=say_day(day, language),
        )
        for way, day in plan.send_by.items()
    )
    return (first, *ways)
