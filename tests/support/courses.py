"""Small invented courses, so that kept entries do not change with the words of a delivered map."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from cso_registry.domain.workflow.model import END, Duty, Gate, Move, Step, Workflow, Workflows

SINCE = date(2008, 1, 1)
DUTIES = (
    Duty(
        code="report",
        th="รายงานสมมติ",
        en="Invented report",
        paper="D-18",
        event="effective",
        interval="report_months",
        cite="สมมติ",
    ),
    Duty(
        code="settlement",
        th="ปิดบัญชีสมมติ",
        en="Invented settlement",
        event="activities_end",
        months=2,
        cite="สมมติ",
    ),
    Duty(code="final", th="ประเมินสมมติ", en="Invented", event="ends", months=3, cite="สมมติ"),
)


def gate(code: str, *, by_record: bool = False) -> Gate:
    shown = "record" if by_record else "paper"
    return Gate(code=code, th=f"สมมติ {code}", en=code, paper="D-27", shown_by=shown, cite="สมมติ")


def course(model: str, *gates: tuple[Gate, ...], cycle: bool = False) -> Workflow:
    """A course of as many steps as gates are given, each with an early end."""
    codes = [f"{model}-{nth}" for nth in range(1, len(gates) + 1)]
    on = [
        Move(from_step=start, to_step=to, move_way="advance", cite="สมมติ")
        for start, to in pairwise(codes)
    ]
    early = [
        Move(from_step=code, to_step=END, move_way="early", cite="สมมติ") for code in codes[:-1]
    ]
    last = [Move(from_step=codes[-1], to_step=END, move_way="close", cite="สมมติ")]
    if cycle:
        again = Move(from_step=codes[-1], to_step=codes[0], move_way="cycle", cite="สมมติ")
        last.append(again)
    return Workflow(
        model=model,
        version="1",
        th=f"แผนผังสมมติ {model}",
        en=f"Invented course {model}",
        cite="สมมติ",
        effective_from=SINCE,
        steps=tuple(
            Step(
                code=code,
                th=f"ขั้นสมมติ {code}",
                en=f"Step {code}",
                actor="both",
                gates=tuple(one.code for one in asked),
                step_papers=("D-27",),
                cite="สมมติ",
            )
            for code, asked in zip(codes, gates, strict=True)
        ),
        gates=tuple(dict.fromkeys(one for asked in gates for one in asked)),
        moves=(*on, *early, *last),
        duties=DUTIES,
    )


def workflows() -> Workflows:
    """One small course for each model."""
    in_force = gate("in_force", by_record=True)
    return Workflows(
        workflows=(
            course("GR", (gate("call_opened", by_record=True),), (in_force,)),
            course("PBC", (gate("vision_presented"),), (in_force,)),
            course(
                "CM",
                (gate("priorities_set"), gate("structure_formed")),
                (in_force,),
                (gate("analysed_jointly"),),
                cycle=True,
            ),
        )
    )
