"""The settings of the law: value, since when, citation, whose; a new value by act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cso_registry.domain.vocabulary.acts import DecidePolicy
from cso_registry.workspace.clocks.calendar import ClockRules
from ui.calendar.moved import tell_moved
from ui.forms.plan import Input
from ui.look.measures import Type
from ui.look.parts import Badge, Hairline, Text, Wrapped, row
from ui.organizations.cards import emptied
from ui.settings.listed import ListedPart
from ui.settings.stage import act_button, add_reason, fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cso_registry.domain.vocabulary.policies import Policy, PolicyValue
    from ui.forms.form import ActForm
    from ui.look.parts import Tone
    from ui.shell.room import Surroundings

INPUTS: Final[Mapping[str, Input]] = {
    "bool": Input.YES_NO,
    "int": Input.NUMBER,
    "str": Input.LINE,
}
"""How a value of a kind is asked; a row of numbers comes with the program only."""
TONES: Final[Mapping[str, Tone]] = {"office": "good", "source": "accent", "program": "secondary"}


class PoliciesPart(ListedPart):
    """The list of settings, one of them, the form of a decision."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "policies", DecidePolicy.kind)

    def in_force(self, key: str) -> Policy | None:
        """Return what is in force today for a setting; None when nothing is."""
        today = self.around.tasks.today
        for one in self._known(key):
            ended = one.effective_to is not None and one.effective_to < today
            if one.effective_from <= today and not ended:
                return one
        return None

    def fill_list(self) -> None:
        """Show the settings as they stand today."""
        keys = self.around.tasks.program.policies.kinds
        shown = [one for key in keys if (one := self.in_force(key)) is not None]
        self.list.show_lines((one.key, self._title(one), self._about(one)) for one in shown)

    def decide(self) -> ActForm | None:
        """Open the form that decides a new value."""
        now = self.in_force(self.opened)
        kind = self.around.tasks.program.policies.kinds.get(self.opened, "")
        if now is None or kind not in INPUTS:
            return None
        before = ClockRules.of(self.around.tasks.program)
        form = self.open_form(
            DecidePolicy,
            {"key": self.opened},
            {"value": now.value, "effective_from": self.around.tasks.today.isoformat()},
            inputs={"value": INPUTS[kind]},
        )
        form.saved.connect(lambda _: tell_moved(self.around, self, before, if_nothing=False))
        return form

    def _known(self, key: str) -> list[Policy]:
        found = [one for one in self.around.tasks.program.policies.policies if one.key == key]
        # Of two that begin on one day, the one that was decided later counts.
        return sorted(found, key=lambda one: one.effective_from)[::-1]

    def _title(self, one: Policy) -> str:
        return one.th if self.around.speech.language == "th" else one.en

    def _value(self, one: Policy) -> str:
        return value_in_words(self.around, one.value, one.unit)

    def _about(self, one: Policy) -> str:
        say = self.around.speech.say
        whose = say("ui.settings.unconfirmed") if one.to_be_confirmed else self._whose(one)
        return f"{self._value(one)} · {whose} · {one.citation}"

    def _whose(self, one: Policy) -> str:
        return self.around.speech.say(f"ui.settings.whose_{one.whose}")

    def fill_card(self) -> None:
        """Say what is in force, whose it is, and what was in force before."""
        body, speech = emptied(self.card), self.around.speech
        one = self.in_force(self.opened)
        if one is None:
            return
        head = row(self.around.look)
        head.addWidget(Wrapped(self._title(one), kind=Type.SECTION), 1)
        holder = QWidget()
        holder.setLayout(head)
        body.addWidget(holder)
        badges = QWidget()
        line = row(self.around.look, badges)
        line.addWidget(Badge(self._whose(one), TONES[one.whose]))
        if one.to_be_confirmed:
            line.addWidget(Badge(speech.say("ui.settings.unconfirmed"), "soon"))
        line.addStretch(1)
        body.addWidget(badges)
        self._facts(one)
        kind = self.around.tasks.program.policies.kinds[one.key]
        why = self.why_not or ("" if kind in INPUTS else speech.say("ui.settings.value_is_a_row"))
        words = speech.texts.act(DecidePolicy.kind).say(speech.language)
        decide = act_button(words, why, main=True)
        decide.clicked.connect(lambda _=False: self.decide())
        body.addWidget(decide, 0, Qt.AlignmentFlag.AlignLeft)
        add_reason(self.card, why)
        self._others(one)

    def _facts(self, one: Policy) -> None:
        speech = self.around.speech
        facts = {"value": self._value(one), "since": speech.day(one.effective_from, style="long")}
        if one.effective_to is not None:
            facts["until"] = speech.day(one.effective_to, style="long")
        # A long name breaks at its parts where room is scarce.
        key = one.key.replace(".", ".\u200b").replace("_", "_\u200b")
        facts |= {"citation": one.citation, "key": key}
        for name, words in facts.items():
            self.card.body.addWidget(fact(self.around, speech.say(f"ui.settings.{name}"), words))

    def _others(self, now: Policy) -> None:
        others = [one for one in self._known(self.opened) if one is not now]
        if not others:
            return
        self.card.body.addWidget(Hairline())
        title = Text(self.around.speech.say("ui.settings.other_values"), kind=Type.STRONG)
        self.card.body.addWidget(title)
        for one in others:
            day = self.around.speech.day(one.effective_from)
            words = f"{self._value(one)} · {self._whose(one)} · {one.citation}"
            self.card.body.addWidget(fact(self.around, day, words))


def value_in_words(around: Surroundings, value: PolicyValue, unit: str | None) -> str:
    """Return a value with its unit: yes or no, a number, numbers in a row, or a word."""
    say = around.speech.say
    if isinstance(value, bool):
        return say("cli.yes" if value else "cli.no")
    said = " · ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    words = None if unit is None else around.speech.texts.words_or_none("value", f"unit.{unit}")
    return said if words is None else f"{said} {words.say(around.speech.language)}"
