"""The drawing of a partnership model, in the words of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.documents.course_drawing import CourseWords, draw_course
from cso_registry.documents.fonts import load_family
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.paper_sights import PaperSight, page_pictures

if TYPE_CHECKING:
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.domain.workflow.model import Workflow
    from cso_registry.workspace.means import Program
    from cso_registry.workspace.workspace import Workspace

SIDES = ("agency", "partner", "both")


def course_of(workspace: Workspace, model: str) -> Workflow:
    """Return the map of a model that is in force today.

    Raises:
        InputError: `workflow.unknown`.
    """
    workflows = workspace.program.means.workflows
    found = workflows.of(model, workspace.today)
    if found is None:
        raise InputError("workflow.unknown", model=model, known=", ".join(sorted(workflows.models)))
    return found


def course_sight(program: Program, course: Workflow, language: Language) -> PaperSight:
    """Return the drawing of a map for the screen and the printer; no journal keeps it."""
    pdf = course_sheet(program, course, language)
    title = course.th if language == "th" else course.en
    return PaperSight(title, None, pdf, page_pictures(pdf), is_sheet=True)


def course_sheet(program: Program, course: Workflow, language: Language) -> bytes:
    """Return the drawing of a map as PDF."""
    texts = program.texts

    def said(name: str) -> str:
        return texts.value(name).say(language)

    words = CourseWords(
        actors={side: said(f"side.{side}") for side in SIDES},
        asks=said("course.asks"),
        early=said("move_way.early"),
        close=said("move_way.close"),
        cycle=said("move_way.cycle"),
        duties=said("course.duties"),
    )
    return draw_course(course, load_family(program.fonts), words, language)
