"""What waits of missions and calls stands on the start page (F:F4, R-24)."""

from __future__ import annotations

import pytest

from cso_registry.domain.roles import Role
from cso_registry.domain.selection import call_acts
from cso_registry.kernel.ids import CallId, RecordId
from cso_registry.workspace.duty_words import duty_words
from cso_registry.workspace.today import Turn, duties
from tests.support.desk import copy_of, open_desk
from tests.support.mission_office import made_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return made_office(tmp_path_factory.mktemp("waiting") / "registry")


@pytest.fixture
def desk(office, tmp_path):
    with open_desk(copy_of(office.folder, tmp_path / "registry")) as desk:
        yield desk


def waiting(desk):
    workspace = desk.workspace
    found = duties(workspace.read, desk.program, workspace.today)
    return {(one.what, one.id): one for one in found.lines}


def test_closing_questions_papers_and_analyses_are_told(desk, office):
    found = waiting(desk)
    assert found["analysis.answered", office.answered].turn is Turn.HERE
    assert found["call:closes", office.call].turn is Turn.DUE
    assert found["question:answer", office.call].turn is Turn.DUE
    assert found["proposal:papers", office.asked].turn is Turn.OTHERS
    assert not [one for one in found if one[1] in {office.unanswered, office.draft}]
    for what, _ in found:
        for language in ("th", "en"):
            assert duty_words(what, desk.program, language) not in {what, what.partition(":")[0]}


def test_answered_question_waits_no_more(desk, office):
    call = desk.workspace.read.record(RecordId(office.call))
    (key,) = call.open_questions
    act = call_acts.AnswerAboutCall(call=CallId(office.call), question=key, text="ได้ (สมมติ)")
    desk.workspace.perform(act, office.people[Role.OFFICER])
    assert ("question:answer", office.call) not in waiting(desk)


def test_question_is_due_in_the_days_of_the_office_and_never_after_closing(desk, office):
    ask = call_acts.AskAboutCall(call=CallId(office.call), text="ขอเอกสารเพิ่มได้ที่ใด (สมมติ)")
    days = desk.program.policies.number("selection.answer_days", desk.workspace.today)
    call = desk.workspace.read.record(RecordId(office.call))
    assert [(one.due - one.asked).days for one in call.questions.values()] == [days]
    desk.clock.pass_days((call.closes - desk.workspace.today).days - 1)
    desk.workspace.perform(ask, office.people[Role.OFFICER])
    call = desk.workspace.read.record(RecordId(office.call))
    assert max(one.due for one in call.questions.values()) == call.closes
