"""The page of the room: missions, their agencies, analyses and costing sheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.missions.agency_acts import RegisterAgency
from cso_registry.domain.missions.analysis_acts import OpenAnalysis
from cso_registry.domain.missions.costing_acts import DrawUpCosting
from cso_registry.domain.missions.mission_acts import RegisterMission
from cso_registry.domain.record import FieldGroup
from ui.cases.page import CasesPage
from ui.forms.form import ActForm, Section
from ui.missions.kinds import AGENCY_CASES, ANALYSIS_CASES, COSTING_CASES, MISSION_CASES
from ui.widgets.choices import ChoiceEditor
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cso_registry.domain.act import Act
    from ui.cases.page import Maker
    from ui.shell.room import Surroundings
    from ui.widgets.editor import Editor

MISSION: Final = (
    Section("ui.missions.what", (
        "agency", "code", "name_th", "name_en", "goal", "target_group", "public_interest", "areas",
    )),
    Section("ui.missions.duty", ("duty", "clause", "strategies")),
    Section("ui.missions.classes", (
        "mission_type", "process", "provider", "participation_form", "form_reason",
    )),
    Section("", ("reason",)),
)  # fmt: skip
ANSWER_MISSION: Final = (
    Section("ui.analysis.mission_side_1", ("mission_type", "process")),
    Section("ui.analysis.mission_side_2", ("room", "nature")),
    Section("ui.analysis.guards", ("lawful", "lawful_reason", "safe", "safe_reason")),
)
ANSWER_LEVEL: Final = (
    Section("ui.analysis.level_side_1", ("opening", "participation_form", "stages")),
    Section("ui.analysis.level_side_2", ("forms", "argued")),
)
ANSWER_PEOPLE: Final = (
    Section("ui.analysis.people_side_1", ("active", "activity")),
    Section("ui.analysis.people_side_2", ("capacity", "argued")),
    Section("ui.analysis.people_side_3", ("forms", "candidates")),
)
COSTING: Final = (
    Section("ui.missions.code", ("mission", "code", "method")),
    Section("", ("lines",)),
    Section("ui.costing.basis", ("price_source", "price_date", "argued", "reason")),
)
STANDARDS: Final = (
    Section("ui.missions.statutory", ("statutory", "none_checked_by")),
    Section("ui.missions.agreed", ("agreed",)),
    Section("", ("reason",)),
)
LAID_OUT: Final[Mapping[str, tuple[Section, ...]]] = {
    "mission.register": MISSION,
    "mission.change": MISSION,
    "analysis.answer_mission": ANSWER_MISSION,
    "analysis.answer_level": ANSWER_LEVEL,
    "analysis.answer_people": ANSWER_PEOPLE,
    "costing.draw_up": COSTING,
    "mission.set_standards": STANDARDS,
}
SIDES: Final = {
    "analysis.answer_mission": "mission_side",
    "analysis.answer_level": "level_side",
    "analysis.answer_people": "people_side",
}
DRAFT_CALL: Final = "call.draft"
DECIDE: Final = "analysis.decide"


class MissionsPage(CasesPage):
    """Agencies and missions on the screen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, MISSION_CASES, AGENCY_CASES, ANALYSIS_CASES, COSTING_CASES)

    def do(self, kind: str, item: str = "") -> ActForm | None:
        """Open the form of an act, filled with what its record knows."""
        view: Any = self.record.view
        if view is None:
            return None
        if kind == DRAFT_CALL:
            self.around.shell.go("calls", str(self.record.identity))
            return None
        record = view.case.record
        given = {"mission": str(record.sheet.mission)} if kind == "costing.choose" else {}
        prefill = _prefill(kind, record) or _suggested(kind, view)
        if kind == DECIDE and item:
            prefill = {"outcome": item}
        form = self.open_form(
            ACTS[kind], prefill, given,
            sections=LAID_OUT.get(kind, ()), editors=self._editors(kind),
        )  # fmt: skip
        return None if form is None else self._suggesting(form)

    def register_mission(self) -> ActForm:
        """Open the form of a mission."""
        return self._begin(RegisterMission)

    def register_agency(self) -> ActForm:
        """Open the form of an agency."""
        return self._begin(RegisterAgency)

    def open_analysis(self) -> ActForm:
        """Open the form that begins an analysis."""
        return self._begin(OpenAnalysis)

    def draw_up(self) -> ActForm:
        """Open the form of a costing sheet."""
        return self._begin(DrawUpCosting)

    def makers(self) -> Mapping[str, Maker]:
        """Return what makes a new one, by tab."""
        return {
            "missions": ("ui.missions.register", self.register_mission),
            "agencies": ("ui.missions.register_agency", self.register_agency),
            "analyses": ("ui.missions.open_analysis", self.open_analysis),
            "costings": ("ui.missions.draw_up", self.draw_up),
        }

    def _begin(self, declared: type[Act]) -> ActForm:
        form = ActForm(self.around, declared, sections=LAID_OUT.get(declared.kind, ()))
        return self._suggesting(self.put_form(form, self.show_list))

    def _suggesting(self, form: ActForm) -> ActForm:
        """Say beside the process of a mission what it suggests, while it is chosen (R-12)."""
        if form.declared.kind in {"mission.register", "mission.change"}:
            form.ready.connect(partial(self._tell_suggestion, form))
            form.ready.connect(
                lambda: form.rows["process"].changed.connect(partial(self._tell_suggestion, form))
            )
        return form

    def _tell_suggestion(self, form: ActForm) -> None:
        editor = form.rows["process"].editor
        listed = self.around.tasks.program.vocabulary.get("V-02").by_code
        term = listed.get(str(editor.raw()))
        words = Words(self.around.tasks.program, self.around.speech.language)
        said = words.term("V-06", None if term is None else term.default_model)
        suggests = self.around.speech.say("mission.suggests", form=said)
        editor.tell("" if term is None else suggests)

    def _editors(self, kind: str) -> dict[str, Callable[[Surroundings], Editor]]:
        if kind != "analysis.answer_level":
            return {}
        return {"opening": lambda around: ChoiceEditor(around, lambda: three_answers(around))}


def three_answers(around: Surroundings) -> dict[str, str]:
    """Return the words of the three answers of the second dimension (R-11)."""
    words = Words(around.tasks.program, around.speech.language)
    items = words.program.vocabulary.get("V-08").in_force(around.tasks.today)
    return {one.code: one.text(words.language) for one in items if one.group == "answer"}


def _suggested(kind: str, view: Any) -> dict[str, Any]:
    """Return what the mission already says, for a dimension that nobody answered yet."""
    classes = view.classes if kind in SIDES else None
    if classes is None:
        return {}
    said = classes.model_dump(mode="json", exclude_none=True)
    if kind == "analysis.answer_mission":
        return {name: said[name] for name in ("mission_type", "process")}
    if kind == "analysis.answer_level":
        form = said.get("participation_form") or said.get("suggested")
        return {"participation_form": form} if form else {}
    return {}


def _prefill(kind: str, record: Any) -> dict[str, Any]:
    """Return what stands in a form at first: what the record says now."""
    groups: tuple[str, ...] = ()
    if kind in {"mission.change", "agency.change"}:
        groups = ("profile", "classes")
    elif kind == "mission.set_standards":
        groups = ("standards",)
    elif kind in SIDES:
        groups = (SIDES[kind],)
    found: dict[str, Any] = {}
    for name in groups:
        value = getattr(record, name, None)
        if isinstance(value, FieldGroup):
            found |= value.model_dump(mode="json", exclude_none=True)
    return found
