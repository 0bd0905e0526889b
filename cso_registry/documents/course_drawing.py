"""A partnership model as a drawing: steps, what each asks for, ways on, ways out, duties.

Drawn from the map itself, so that it cannot differ from what the program does.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cso_registry.documents.paragraph import fill
from cso_registry.documents.text import Pen
from cso_registry.domain.workflow.model import END

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.documents.fonts import FontFamily, Typeface
    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.domain.workflow.model import Duty, Gate, Step, Workflow

_WIDTH, _HEIGHT = A4
_TOP: Final = _HEIGHT - 34.0
_BOTTOM: Final = 34.0
_LEFT: Final = 74.0
_RIGHT: Final = _WIDTH - 70.0
_INSIDE: Final = 8.0
_BETWEEN: Final = 14.0
_ARROW: Final = 4.0
_TITLE: Final = 17.0
_HEAD: Final = 13.0
_BODY: Final = 11.0
_LEADING: Final = 1.22
_AROUND: Final = 34.0
"""How far beside the steps the way back to a new round runs, and the ways out."""


@dataclass(frozen=True, slots=True)
class CourseWords:
    """The words beside a drawing, in its language.

    Attributes:
        actors: What the sides are called, by `agency`, `partner` and `both`.
        asks: Stands before what a step asks for.
        early: Stands where a course ends before all is done.
        close: Stands where it ends when all is done.
        cycle: Stands at the way into a new round.
        duties: Stands over the duties.
    """

    actors: Mapping[str, str]
    asks: str
    early: str
    close: str
    cycle: str
    duties: str


def draw_course(
    course: Workflow, fonts: FontFamily, words: CourseWords, language: Language
) -> bytes:
    """Return a PDF of one model; the same map, fonts and words give the same bytes."""
    # A map that is too long for the page is drawn smaller: the first drawing measures it.
    depth = _TOP - _Drawing(_canvas(course, language), course, fonts, words, language).draw()
    factor = min(1.0, (_TOP - _BOTTOM) / depth)
    canvas = _canvas(course, language)
    canvas.translate((1 - factor) * _WIDTH / 2, (1 - factor) * _TOP)
    canvas.scale(factor, factor)
    _Drawing(canvas, course, fonts, words, language).draw()
    canvas.showPage()
    return bytes(canvas.getpdfdata())


def _canvas(course: Workflow, language: Language) -> Any:
    make: Any = Canvas
    canvas = make(BytesIO(), pagesize=A4, pageCompression=1, invariant=1, lang=language)
    canvas.setTitle(f"{course.model} {course.version}")
    canvas.setAuthor("")
    canvas.setCreator("cso-registry")
    return canvas


class _Drawing:
    """Draws one map from the top of the page down."""

    def __init__(
        self,
        canvas: Any,
        course: Workflow,
        fonts: FontFamily,
        words: CourseWords,
        language: Language,
    ) -> None:
        self._canvas = canvas
        self._course = course
        self._fonts = fonts
        self._words = words
        self._thai = language == "th"
        self._pen = Pen(canvas)
        self._y = _TOP
        self._middles: dict[str, float] = {}

    def draw(self) -> float:
        """Draw the map and return how far down it came."""
        self._text(_LEFT, self._name(self._course), self._fonts.bold, _TITLE)
        source = f"{self._course.model} · {self._course.version} · {self._course.cite}"
        self._text(_LEFT, source, self._fonts.regular, _BODY)
        self._y -= 6
        for nth, step in enumerate(self._course.steps):
            if nth:
                self._arrow_down()
            self._step(step)
        self._end()
        self._ways_round()
        self._duties()
        return self._y

    def _name(self, part: Workflow | Step | Gate | Duty) -> str:
        return part.th if self._thai else part.en

    def _text(self, x: float, text: str, face: Typeface, size: float, to: float = _RIGHT) -> None:
        for line in fill(text, face, size, to - x, 0.0):
            self._y -= size * _LEADING
            self._pen.draw(x, self._y, line.text, face, size)

    def _step(self, step: Step) -> None:
        top = self._y
        self._y -= 2
        inner = _LEFT + _INSIDE
        title = f"{step.code}  {self._name(step)}"
        self._text(inner, title, self._fonts.bold, _HEAD, _RIGHT - _INSIDE)
        who = f"{self._words.actors[step.actor]} · {', '.join(step.step_papers)} · {step.cite}"
        self._text(inner, who, self._fonts.regular, _BODY, _RIGHT - _INSIDE)
        for code in step.gates:
            gate = self._course.gate(code)
            if gate is not None:
                asked = f"{self._words.asks} {self._name(gate)} ({gate.paper})"
                self._text(inner + _INSIDE, asked, self._fonts.regular, _BODY, _RIGHT - _INSIDE)
        self._y -= 6
        self._canvas.setLineWidth(0.8)
        self._canvas.roundRect(_LEFT, self._y, _RIGHT - _LEFT, top - self._y, 4)
        self._middles[step.code] = (top + self._y) / 2

    def _arrow_down(self) -> None:
        x, top = (_LEFT + _RIGHT) / 2, self._y
        self._y -= _BETWEEN
        self._line(x, top, x, self._y + _ARROW)
        self._head(x, self._y, 0, -1)

    def _end(self) -> None:
        self._arrow_down()
        words, face = self._words.close, self._fonts.bold
        middle = (_LEFT + _RIGHT) / 2
        half = face.width(words, _HEAD) / 2 + _INSIDE
        top = self._y
        self._y -= _HEAD * 1.7
        self._canvas.roundRect(middle - half, self._y, 2 * half, top - self._y, 8)
        self._pen.draw(middle, self._y + _HEAD * 0.5, words, face, _HEAD, "center")
        self._middles[END] = (top + self._y) / 2

    def _ways_round(self) -> None:
        """Draw new rounds at the left, and early ends at the right, dashed."""
        early = [one.from_step for one in self._course.moves if one.move_way == "early"]
        rounds = [one for one in self._course.moves if one.move_way == "cycle"]
        for move in rounds:
            start, to = self._middles[move.from_step], self._middles[move.to_step]
            x = _LEFT - _AROUND
            self._line(_LEFT, start, x, start)
            self._line(x, start, x, to)
            self._line(x, to, _LEFT - _ARROW, to)
            self._head(_LEFT, to, 1, 0)
            self._beside(x - 5, (start + to) / 2, self._words.cycle)
        if early:
            x, end = _RIGHT + _AROUND, self._middles[END]
            half = self._fonts.bold.width(self._words.close, _HEAD) / 2 + _INSIDE
            self._canvas.setDash(3, 2)
            for code in early:
                self._line(_RIGHT, self._middles[code], x, self._middles[code])
            self._line(x, self._middles[early[0]], x, end)
            self._line(x, end, (_LEFT + _RIGHT) / 2 + half + _ARROW, end)
            self._canvas.setDash()
            self._head((_LEFT + _RIGHT) / 2 + half, end, -1, 0)
            self._beside(x + 13, (self._middles[early[0]] + end) / 2, self._words.early)

    def _beside(self, x: float, y: float, words: str) -> None:
        """Write words upwards beside a line."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(90)
        self._pen.draw(0, 0, words, self._fonts.regular, _BODY, "center")
        self._canvas.restoreState()

    def _duties(self) -> None:
        if not self._course.duties:
            return
        self._y -= 12
        self._text(_LEFT, self._words.duties, self._fonts.bold, _HEAD)
        for duty in self._course.duties:
            said = f"• {self._name(duty)} ({duty.paper}) · {duty.cite}"
            self._text(_LEFT + _INSIDE, said, self._fonts.regular, _BODY)

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._canvas.setLineWidth(0.8)
        self._canvas.line(x, y, to_x, to_y)

    def _head(self, x: float, y: float, dx: int, dy: int) -> None:
        """Draw the head of an arrow that points to (x, y) along (dx, dy)."""
        path = self._canvas.beginPath()
        path.moveTo(x, y)
        for side in (-1, 1):
            path.lineTo(
                x - dx * 2 * _ARROW + side * dy * _ARROW,
                y - dy * 2 * _ARROW + side * dx * _ARROW,
            )
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)
