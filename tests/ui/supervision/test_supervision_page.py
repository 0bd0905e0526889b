"""The room of supervision on a real registry: from a finding down to its record (F:K3, R-73)."""

from __future__ import annotations

import csv

import pytest

from cso_registry.domain.roles import Role
from tests.ui.walker import assert_readable
from ui.supervision.page import AGENCIES, CONCENTRATION, PARTNERS, SupervisionPage


@pytest.fixture
def page(qtbot, around, shown, as_role):
    as_role(Role.HEAD)
    made = shown(SupervisionPage(around), (1200, 800))
    made.enter()
    qtbot.waitUntil(lambda: bool(made.charts))
    return made


def chart(page, name):
    return next(one for one in page.tabs.page.cards if one.chart.name == name)


def test_bar_opens_the_records_behind_it_and_they_open_in_their_rooms(qtbot, page, office):
    late = chart(page, "overdue")
    words = page.around.tasks.program.texts.value("finding.payment").th
    bar = next(one for one in late.bars if one.bar.name == words)
    assert bar.bar.value == 1
    bar.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.behind)
    (line,) = page.behind.model.lines
    assert (line.id, line.kind, line.days > 0) == (office.opened, "payment", True)
    page.behind.table.opened.emit(0)
    assert page.around.shell.opened[-1] == ("agreement", office.opened)
    page.behind.head.back.click()
    assert page.stack.currentWidget() is page.work


def test_every_chart_has_its_numbers_its_source_and_the_table_behind_it(page):
    for card in page.tabs.page.cards:
        assert card.chart.title
        assert card.chart.source
        if not card.chart.bars:
            continue
        card.turn_over()
        rows = card.table.model().rowCount()
        assert rows == len(card.chart.bars)
        said = [bar.accessibleName() for bar in card.bars]
        assert all(bar.bar.said in text for bar, text in zip(card.bars, said, strict=True))
        card.turn_over()


def test_agency_is_looked_at_before_its_partner(qtbot, page, office):
    page.tabs.choose(AGENCIES)
    qtbot.waitUntil(lambda: bool(page.tabs.page.model.lines))
    (agency,) = page.tabs.page.model.lines
    assert (agency.key, agency.live.times) == (office.agency, 3)
    assert agency.overdue >= 1
    page.tabs.page.table.opened.emit(0)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.behind)
    assert {"payment"} <= {line.kind for line in page.behind.model.lines}
    page.show_work()
    page.tabs.choose(PARTNERS)
    qtbot.waitUntil(lambda: bool(page.tabs.page.model.lines))
    assert [one.key for one in page.tabs.page.model.lines] == [office.partner]


def test_concentration_is_explained_and_exported(qtbot, page, tmp_path):
    page.tabs.choose(CONCENTRATION)
    qtbot.waitUntil(lambda: bool(page.tabs.page.cards))
    assert "300,000.03" in page.tabs.page.sentences.plain
    assert page.tabs.page.cards[0].chart.name == "partner"
    file = tmp_path / "figures.csv"
    page.export_to(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: bool(page.around.shell.messages))
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + sum(len(one.bars) for one in page.charts)


def test_every_word_has_room_in_both_languages(qtbot, page):
    around = page.around
    assert_readable(around.shell.window, around.look, around.speech)
