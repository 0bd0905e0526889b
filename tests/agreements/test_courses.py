"""The delivered maps of the three models: sound, cited, walked at random, and drawn (F:F1, F2)."""

from __future__ import annotations

import io
import tomllib
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.domain.agreements.course_acts import AdvanceAgreement
from cso_registry.domain.agreements.gates import SEEN, is_beyond, open_gates
from cso_registry.domain.vocabulary.reading import read_workflow
from cso_registry.domain.workflow.model import END, Workflow
from cso_registry.domain.workflow.walking import (
    StepTaken,
    Way,
    missing,
    rounds,
    standing_at,
    step_before,
)
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import AgreementId
from cso_registry.workspace.agreements.course_sheet import course_sheet
from tests.support import examples_agreements
from tests.support.desk import delivered
from tests.support.examples import refusals
from tests.support.examples_conflicts import arrived
from tests.support.registry import RESOURCES

MODELS = {"GR": 4, "PBC": 9, "CM": 6}
PAPERS = {f"D-{number:02}" for number in range(1, 41)}
DAY = date(2026, 11, 20)
ME = "00000000-0000-7000-8000-000000000001"


def maps() -> dict[str, Workflow]:
    return {one.model: one for one in delivered().delivered.workflows.workflows}


@pytest.mark.parametrize(("model", "steps"), MODELS.items())
def test_model_has_the_steps_of_the_sources(model, steps):
    course = maps()[model]
    assert [one.code for one in course.steps] == [f"{model}-{n}" for n in range(1, steps + 1)]
    assert list(course.faults()) == []


@pytest.mark.parametrize("model", MODELS)
def test_every_part_has_words_a_source_and_a_paper(model):
    course = maps()[model]
    for part in (*course.steps, *course.gates, *course.duties):
        assert part.th
        assert part.en
    for part in (course, *course.steps, *course.gates, *course.duties, *course.moves):
        assert part.cite.startswith(("002", "004")), part
    papers = {one.paper for one in (*course.gates, *course.duties)}
    assert papers | {one for step in course.steps for one in step.step_papers} <= PAPERS
    assert {gate.code for gate in course.gates if gate.shown_by == "record"} <= SEEN.keys()


@pytest.mark.parametrize("model", MODELS)
def test_every_gate_can_be_the_one_that_is_missing(model):
    course = maps()[model]
    for step in course.steps:
        assert [one.code for one in missing(course, step.code, ())] == list(step.gates)
        for code in step.gates:
            others = set(step.gates) - {code}
            assert [one.code for one in missing(course, step.code, others)] == [code]
        assert missing(course, step.code, step.gates) == ()


def broken(model: str, **parts: list[dict[str, str]]) -> Workflow:
    raw = tomllib.loads((RESOURCES / f"workflows/{model}.toml").read_text("utf-8"))
    return read_workflow({**raw, **parts}, file=model)


def test_wrong_map_is_noticed():
    """The check can fail: a step cut off, a step without an end, a gate that is not there."""
    raw = tomllib.loads((RESOURCES / "workflows/GR.toml").read_text("utf-8"))
    ways = [one for one in raw["move"] if one["from_step"] != "GR-2"]
    assert set(broken("GR", move=ways).faults()) == {
        "GR-3 is not reached",
        "GR-4 is not reached",
        "GR-2 cannot end",
    }
    gates = [one for one in raw["gate"] if one["code"] != "in_force"]
    assert list(broken("GR", gate=gates).faults()) == ["GR-3: gate in_force"]
    with pytest.raises(InputError, match="malformed"):
        broken("GR", move=[{"from_step": "GR-1", "to_step": "GR-2", "move_way": "jump"}])


def taken(nth: int, start: str, to: str, way: Way) -> StepTaken:
    return StepTaken(
        nth=nth, from_step=start, to_step=to, move_way=way, cite="สมมติ", moved=DAY, by=ME
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MODELS)), st.lists(st.integers(0, 9), max_size=30))
def test_random_walks_never_leave_the_map(model, choices):
    """Forth, back, round and out: a case always stands on a step of its map, or is over."""
    course, trail, stack = maps()[model], [], [maps()[model].first]
    codes = {one.code for one in course.steps} | {END}
    for choice in choices:
        at = standing_at(course, trail)
        assert at in codes
        assert at == stack[-1]
        before = step_before(course, trail)
        assert before == (stack[-2] if len(stack) > 1 else None)
        if at == END:
            return
        if choice > 7 and before is not None:
            trail.append(taken(len(trail) + 1, at, before, Way.BACK))
            stack.pop()
            continue
        ways = course.moves_from(at)
        move = ways[choice % len(ways)]
        assert move.cite
        trail.append(taken(len(trail) + 1, at, move.to_step, Way(move.move_way)))
        stack.append(move.to_step)
    assert rounds(trail) == 1 + sum(one.move_way is Way.CYCLE for one in trail)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_drawing_shows_every_step_gate_and_duty_within_the_page(model, language):
    course = maps()[model]
    drawn = course_sheet(delivered(), course, language)
    assert drawn == course_sheet(delivered(), course, language)
    pages = pypdfium2.PdfDocument(io.BytesIO(drawn))
    assert len(pages) == 1
    page = pages[0]
    text = page.get_textpage()
    said = "".join(text.get_text_range().split())
    for part in (*course.steps, *course.gates, *course.duties):
        words = part.th if language == "th" else part.en
        assert "".join(words.split()) in said, words
    width, height = page.get_size()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    assert all(left >= 0 and right <= width and low >= 20 and high <= height
               for left, low, right, high in boxes)  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_each_step_is_quoted_from_the_sources_it_names(model):
    """The wording stands beside every step, at exactly the places of its citation (F:F2)."""
    sources = delivered().delivered.sources
    for step in maps()[model].steps:
        quoted = sources.of(step.cite)
        assert [one.cite for one in quoted] == [one.strip() for one in step.cite.split(";")]
        for one in quoted:
            assert one.passage.th != one.passage.en
            assert (one.passage.page is not None) == (one.document.code == "004")


def test_place_that_is_not_quoted_is_left_out():
    sources = delivered().delivered.sources
    assert sources.of("004 Grant 3 (may refuse); domain R-44") == ()
    assert [one.cite for one in sources.of("x; 004 Grant 3")] == ["004 Grant 3"]


def of_a_newer_office(scene, **parts):
    """An agreement that an office with a later map began; its entry came in."""
    began = examples_agreements.begun(scene)
    kept = scene.registry.record(began)
    file = kept.file.model_dump(mode="json", exclude_none=True)
    course = kept.course.model_dump(mode="json", exclude_none=True) | parts
    new = AgreementId(scene.new())
    for group, value in (("file", file), ("course", course)):
        arrived(scene, new, "agreement.begin", group, value, "agreement")
    return new


def test_case_of_a_later_edition_is_told_and_stays_where_it_stands(scene):
    """A gate that only a newer program sees stays closed; nothing falls over (F:F1)."""
    course = maps()["PBC"]
    gate = {"code": "seen_later", "th": "สิ่งใหม่สมมติ", "en": "something new", "shown_by": "record"}
    steps = [one.model_dump(mode="json", exclude_none=True) for one in course.steps]
    steps[0]["gates"] = ["seen_later"]
    new = of_a_newer_office(
        scene, version="9", steps=steps, gates=[gate | {"cite": "สมมติ"}], duties=[]
    )
    found = scene.registry.record(new)
    assert (found.course.version, found.at) == ("9", "PBC-1")
    assert open_gates(found, (), scene.today) == frozenset()
    assert is_beyond(found.course.gate("seen_later"))
    assert not any(is_beyond(one) for one in course.gates)
    advance = AdvanceAgreement(agreement=new, to_step="PBC-2")
    assert refusals(scene, advance) == {"F:F1.gates_are_open"}
