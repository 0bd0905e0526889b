"""What a committee resolved on an item: words, how it was reached, who differed, who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cso_registry.domain.committee.meeting_groups import Voice
from ui.cases.blocks import record_link
from ui.look.measures import GRID, Type
from ui.look.parts import Badge, Wrapped, column, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.domain.committee.meeting_groups import Resolution
    from cso_registry.workspace.committee.meeting_view import ItemLine, MeetingView
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

TONES: dict[Voice, Tone] = {Voice.FOR: "good", Voice.AGAINST: "late", Voice.ABSTAIN: "secondary"}


class ResolutionPart(QWidget):
    """The resolution on an item, those taken back before it, and answers that came by letter."""

    def __init__(self, around: Surroundings, view: MeetingView, item: ItemLine) -> None:
        super().__init__()
        self._around, self._names = around, view.names
        self._lines = column(around.look, self, gap=GRID)
        if item.resolution is not None:
            self._show(item.resolution)
        for one in item.gone:
            said = around.speech.say("ui.committee.gone", number=one.number, text=one.text)
            self._small(said)
        for line in item.stranded:
            words = around.speech.say("ui.committee.stranded", code=line.number, title=line.title)
            self._lines.addWidget(Wrapped(words, tone="late"))
            self._lines.addWidget(record_link(around, line))
        if view.meeting.is_circulated:
            self._answers(item)

    def _show(self, made: Resolution) -> None:
        speech = self._around.speech
        self._lines.addWidget(Wrapped(made.text, kind=Type.STRONG))
        self._small(" ".join(self._manner(made)))
        if made.minority:
            self._lines.addWidget(Wrapped(speech.say("meeting.minority", text=made.minority)))

    def _manner(self, made: Resolution) -> Iterator[str]:
        speech, votes = self._around.speech, made.votes
        yield self._word(f"manner.{made.manner}")
        if votes is not None:
            yield speech.say(
                "meeting.votes",
                in_favour=votes.in_favour,
                against=votes.against,
                abstained=votes.abstained,
            )
            if votes.casting is not None:
                yield speech.say("meeting.casting", voice=self._word(f"voice.{votes.casting}"))
        if made.entitled is not None:
            yield speech.say("ui.committee.entitled", count=made.entitled)
        yield speech.day(made.resolved)

    def _answers(self, item: ItemLine) -> None:
        """Show who answered what, and who has not."""
        say = self._around.speech.say
        came = [key for key in item.entitled if key in item.answers]
        if not item.entitled:
            return
        counts = {"came": len(came), "asked": len(item.entitled)}
        tone: Tone = "good" if len(came) == len(item.entitled) else "soon"
        self._lines.addWidget(Wrapped(say("ui.committee.answers", **counts), tone=tone))
        for key in item.entitled:
            whole = QWidget()
            line = row(self._around.look, whole)
            answer = item.answers.get(key)
            said = self._names.get(key, "–")
            if answer is not None and answer.remarks:
                said = f"{said} – {answer.remarks}"
            line.addWidget(Wrapped(said), 1)
            if answer is None:
                line.addWidget(Badge(say("ui.committee.no_answer"), "soon"))
            else:
                word = self._word(f"voice.{answer.voice}")
                day = self._around.speech.day(answer.received)
                line.addWidget(Badge(f"{word} {day}", TONES[answer.voice]))
            self._lines.addWidget(whole)

    def _small(self, said: str) -> None:
        self._lines.addWidget(Wrapped(said, kind=Type.SMALL, tone="secondary"))

    def _word(self, key: str) -> str:
        return self._around.speech.texts.value(key).say(self._around.speech.language)
