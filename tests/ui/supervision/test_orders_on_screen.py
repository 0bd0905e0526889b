"""An end ordered before the lawful day on the dashboard, and with its agency, down to its file."""

from __future__ import annotations

import pytest

from cso_registry.domain.roles import Role
from tests.support.desk import copy_of
from tests.support.notice_office import NoticeOffice, made_office
from ui.supervision.page import AGENCIES, SupervisionPage


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> NoticeOffice:
    return made_office(tmp_path_factory.mktemp("ordered") / "registry")


@pytest.fixture
def folder(office, tmp_path):
    return copy_of(office.folder, tmp_path / "registry")


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(SupervisionPage(around), (1280, 800))
    made.enter()
    qtbot.waitUntil(lambda: bool(made.charts))
    return made


def test_order_opens_its_file_from_the_chart_and_from_the_agency(qtbot, page, office):
    card = next(one for one in page.tabs.page.cards if one.chart.name == "overrides")
    (bar,) = card.bars
    assert bar.bar.value == 1
    bar.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.behind)
    (line,) = page.behind.model.lines
    assert (line.id, line.kind) == (office.ordered, "override")
    page.behind.table.opened.emit(0)
    assert page.around.shell.opened[-1] == ("notice", office.ordered)
    page.show_work()
    page.tabs.choose(AGENCIES)
    qtbot.waitUntil(lambda: bool(page.tabs.page.model.lines))
    (agency,) = page.tabs.page.model.lines
    assert agency.overrides == 1
    page.tabs.page.table.opened.emit(0)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.behind)
    first = page.behind.model.lines[0]
    assert (first.id, first.kind, first.turn) == (office.ordered, "override", "agency")
    assert page.behind.model.words(first, "days") == page.around.speech.say(
        "ui.supervision.short_days", days=f"{first.days:,}"
    )
