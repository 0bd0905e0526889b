"""Makes the input of a field from its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from ui.forms.dropped_items import DroppedItems, holds_file
from ui.forms.groups import GroupEditor, ItemsEditor
from ui.forms.plan import FieldPlan, Input, plan_of
from ui.widgets.choices import AreaEditor, ChoiceEditor, ManyEditor
from ui.widgets.days import DayEditor
from ui.widgets.lines import (
    IdentifierEditor,
    LineEditor,
    LinesEditor,
    MoneyEditor,
    NumberEditor,
    YesNoEditor,
)
from ui.widgets.records import FileEditor, RecordEditor
from ui.widgets.words import NATION, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cso_registry.domain.act import Act
    from cso_registry.kernel.ids import RecordId
    from ui.forms.form import Section
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor

    Making = Callable[[Surroundings], Editor]

SIMPLE: Mapping[Input, Callable[[Surroundings], Editor]] = {
    Input.LINE: LineEditor,
    Input.LINES: LinesEditor,
    Input.NUMBER: NumberEditor,
    Input.MONEY: MoneyEditor,
    Input.IDENTIFIER: IdentifierEditor,
    Input.DAY: DayEditor,
    Input.YES_NO: YesNoEditor,
    Input.AREA: AreaEditor,
    Input.FILE: FileEditor,
}

DELIVERED = frozenset({Input.TERM, Input.CRITERION, Input.CLAUSE})


class EditorMaker:
    """Makes the inputs of one form.

    Args:
        around: What a page is given.
        declared: The act.
        officers: Names of officers by identity.
        own: By name of a field of the act what makes its input in place of the usual one.
        inner: By name of a group how its fields are laid out.
    """

    def __init__(
        self,
        around: Surroundings,
        declared: type[Act],
        officers: Mapping[str, str],
        own: Mapping[str, Making] | None = None,
        *,
        inner: Mapping[str, Sequence[Section]] | None = None,
    ) -> None:
        self._around, self._declared, self._officers = around, declared, officers
        self._own, self._inner = dict(own or {}), dict(inner or {})

    def make(self, plan: FieldPlan) -> Editor:
        """Return the input of a field, filled with what stands there at first."""
        own = self._own.get(plan.name)
        if own is not None:
            editor = own(self._around)
        else:
            editor = self._several(plan) if plan.several else self._one(plan)
        if plan.default not in (None, [], ""):
            editor.put(plan.default)
        return editor

    def _several(self, plan: FieldPlan) -> Editor:
        if plan.input in {Input.TERM, Input.WORD, Input.PART, Input.CLAUSE}:
            return ManyEditor(self._around, lambda: self._words(plan))
        inner = [] if plan.group is None else plan_of(plan.group)
        of_files = plan.input is Input.FILE or holds_file(inner)
        made = DroppedItems if of_files else ItemsEditor
        return made(self._around, lambda: self._one(plan), plan.name)

    def _one(self, plan: FieldPlan) -> Editor:
        if plan.input in SIMPLE:
            return SIMPLE[plan.input](self._around)
        if plan.input is Input.GROUP and plan.group is not None:
            inner = plan_of(plan.group)
            needed = plan.required and not plan.several
            laid_out = self._inner.get(plan.name, ())
            return GroupEditor(
                self._around, self._declared, inner, self.make, required=needed, sections=laid_out
            )
        if plan.input is Input.RECORD and plan.record is not None:
            return self._record(plan.record)
        return ChoiceEditor(self._around, lambda: self._words(plan))

    def _record(self, identity: type[RecordId]) -> Editor:
        return RecordEditor(self._around, identity)

    def _words(self, plan: FieldPlan) -> Mapping[str, str]:
        program, speech = self._around.tasks.program, self._around.speech
        if plan.input is Input.OFFICER:
            return self._officers
        if plan.input is Input.PART:
            texts, names = speech.texts, Organization.slots
            found = {name: texts.words_or_none("group", f"organization.{name}") for name in names}
            return {
                name: said.say(speech.language) for name, said in found.items() if said is not None
            }
        if plan.input in DELIVERED:
            return self._delivered(plan)
        words = Words(program, speech.language)
        if plan.input is Input.JURISDICTION:
            provinces = (one.code for one in program.means.areas.provinces)
            return {code: words.area(code) for code in (NATION, *provinces)}
        return {code: words.value((plan.words, plan.name), code) for code in plan.codes}

    def _delivered(self, plan: FieldPlan) -> Mapping[str, str]:
        """Return the words of a list that is delivered with the program, as it is today."""
        program, language = self._around.tasks.program, self._around.speech.language
        today = self._around.tasks.today
        if plan.input is Input.TERM:
            lists = (program.vocabulary.get(code) for code in plan.words.split())
            items = (one for each in lists for one in each.in_force(today))
            group = plan.term_group
            return {one.code: one.text(language) for one in items if group in {"", one.group}}
        if plan.input is Input.CLAUSE:
            clauses = program.means.clauses.on(today)
            chosen = [one for one in clauses if one.optional and not one.fields]
            return {one.code: one.th if language == "th" else one.en for one in chosen}
        asked = program.means.criteria.criteria
        return {one.code: f"{one.code} {one.th if language == 'th' else one.en}" for one in asked}
