"""The clause library: what is in force, its other editions, a new one by act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from cso_registry.domain.agreements.clause_acts import DecideClause
from ui.look.measures import Type
from ui.look.parts import Hairline, Wrapped
from ui.organizations.cards import emptied
from ui.settings.listed import ListedPart
from ui.settings.stage import act_button, add_reason, fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cso_registry.domain.agreements.clauses import Clause
    from ui.forms.form import ActForm
    from ui.shell.room import Surroundings

NEW_EACH_TIME = frozenset({"code", "version", "effective_from", "effective_to"})
"""What another edition does not take over from the one before."""


class ClausesPart(ListedPart):
    """The library as it is today, one clause, the form of another edition or a new clause."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "clauses", DecideClause.kind)

    def fill_list(self) -> None:
        """Show the clauses in force, in the order in which they stand in a paper."""
        self.list.show_lines((one.code, self._name(one), self._about(one)) for one in self._now())

    def reword(self) -> ActForm | None:
        """Open the form of another edition of the clause in front."""
        now = self._opened()
        if now is None:
            return None
        kept = now.model_dump(mode="json", exclude_none=True, exclude=set(NEW_EACH_TIME))
        editions = sum(1 for one in self._all() if one.code == now.code)
        prefill: dict[str, Any] = kept | {"edition": str(editions + 1), **self._today()}
        return self.open_form(DecideClause, {"code": now.code}, prefill)

    def add(self) -> ActForm:
        """Open the form of a new clause, which stands after the one in front."""
        return self.open_form(
            DecideClause, {}, {"edition": "1", "after": self.opened, **self._today()}
        )

    def fill_card(self) -> None:
        """Show the clause in front: its words, where it stands, and its other editions."""
        body, say = emptied(self.card), self.around.speech.say
        one = self._opened()
        if one is None:
            return
        body.addWidget(Wrapped(self._name(one), kind=Type.SECTION))
        body.addWidget(Wrapped(self._about(one), tone="secondary", kind=Type.SMALL))
        for key, words in (
            ("compulsory", self._instruments(one.compulsory)),
            ("optional", self._instruments(one.optional)),
            ("owner", one.owner),
            ("since", self.around.speech.day(one.effective_from)),
        ):
            if words:
                body.addWidget(fact(self.around, say(f"ui.settings.clause_{key}"), words))
        for key, words in (("thai", one.text_th), ("english", one.text_en)):
            body.addWidget(Hairline())
            body.addWidget(Wrapped(say(f"ui.settings.clause_{key}"), kind=Type.STRONG))
            body.addWidget(Wrapped(words))
        for key, do in (("reword", self.reword), ("add", self.add)):
            made = act_button(say(f"ui.settings.clause_{key}"), self.why_not, main=key == "reword")
            made.clicked.connect(lambda _=False, do=do: do())
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        add_reason(self.card, self.why_not)
        self._editions(one)

    def _editions(self, now: Clause) -> None:
        others = [one for one in self._all() if one.code == now.code and one != now]
        if not others:
            return
        body, speech = self.card.body, self.around.speech
        body.addWidget(Hairline())
        body.addWidget(Wrapped(speech.say("ui.settings.clause_editions"), kind=Type.STRONG))
        thai = speech.language == "th"
        for one in sorted(others, key=lambda clause: clause.effective_from, reverse=True):
            words = f"{self._about(one)}\n{one.text_th if thai else one.text_en}"
            body.addWidget(fact(self.around, speech.day(one.effective_from), words))

    def _today(self) -> dict[str, str]:
        return {"effective_from": self.around.tasks.today.isoformat()}

    def _all(self) -> tuple[Clause, ...]:
        return self.around.tasks.program.clauses.clauses

    def _now(self) -> tuple[Clause, ...]:
        return self.around.tasks.program.clauses.on(self.around.tasks.today)

    def _opened(self) -> Clause | None:
        return next((one for one in self._now() if one.code == self.opened), None)

    def _name(self, one: Clause) -> str:
        return one.th if self.around.speech.language == "th" else one.en

    def _about(self, one: Clause) -> str:
        return self.around.speech.say(
            "ui.settings.clause_about", code=one.code, edition=one.version, cite=one.cite
        )

    def _instruments(self, kinds: Iterable[str]) -> str:
        speech = self.around.speech
        return ", ".join(
            speech.texts.value(f"instrument.{one}").say(speech.language) for one in kinds
        )
