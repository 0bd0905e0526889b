"""The sheet that is printed when an office begins: what brings its registry back, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cso_registry.workspace.means import Program
    from ui.gate.founding import Plan
    from ui.look.speech import Speech

STEPS: Final = ("1", "2", "3", "4")
BY_HAND: Final = ("kept_file", "kept_words", "in_charge")
DOTS: Final = "." * 60


def recovery_sheet(plan: Plan, speech: Speech, program: Program, day: str) -> bytes:
    """Return the sheet as a PDF; it holds no secret, and places to write where they are kept."""
    from cso_registry.workspace.desk_sheets import SheetTable, draw_tables

    say = speech.say
    facts = (
        (say("ui.found.name"), plan.founding.name_th),
        (say("ui.found.code"), plan.founding.code),
        (say("ui.found.folder"), str(plan.folder)),
        (say("ui.found.recovery"), str(plan.locks.recovery_file or "–")),
        (say("ui.found.backups"), str(plan.backups or "–")),
        (say("ui.sheet.made"), day),
        *((say(f"ui.sheet.{name}"), DOTS) for name in BY_HAND),
    )
    steps = tuple((one, say(f"ui.sheet.step_{one}")) for one in STEPS)
    columns = (say("ui.sheet.what"), say("ui.sheet.where"))
    how = (say("ui.sheet.step"), say("ui.sheet.do"))
    return draw_tables(
        program,
        speech.language,
        title=say("ui.sheet.title"),
        subtitle=plan.founding.name_th,
        tables=(
            SheetTable(say("ui.sheet.facts"), columns, facts),
            SheetTable(say("ui.sheet.how"), how, steps),
        ),
    )
