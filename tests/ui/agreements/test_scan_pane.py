"""A signed paper is scanned back on the screen, page by page checked, and filed (F:E4)."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton

from cso_registry.domain.agreements.groups import GivenTerms
from cso_registry.domain.agreements.terms_acts import WriteTerms
from cso_registry.domain.roles import Role
from cso_registry.kernel.ids import AgreementId, RecordId
from cso_registry.workspace.agreements.scanned import PageState
from cso_registry.workspace.printing import Press
from tests.support.desk import copy_of, open_desk
from tests.ui.room_driver import links, opened, said
from tests.ui.walker import assert_readable
from ui.agreements.page import AgreementsPage

WHITE = 255


def whole_terms(desk, agreement):
    """Write the terms with the clause that they lack, so that they can be signed."""
    kept = desk.workspace.read.record(RecordId(agreement)).terms.model_dump(exclude_none=True)
    said = {name: kept[name] for name in GivenTerms.model_fields if name in kept}
    said["instalments"] = tuple(
        {name: one[name] for name in ("share", "when")} for one in kept["instalments"]
    )
    terms = GivenTerms(**said | {"committee": "คณะกรรมการร่วม สมมติ"})
    act = WriteTerms(agreement=AgreementId(agreement), terms=terms)
    desk.workspace.perform(act, desk.session)


@pytest.fixture(scope="session")
def printed(office, tmp_path_factory):
    """The registry with its contract printed, and the pages of that paper as pictures."""
    folder = copy_of(office.folder, tmp_path_factory.mktemp("printed") / "registry")
    with open_desk(folder) as desk:
        whole_terms(desk, office.written)
        record = desk.workspace.read.record(RecordId(office.written))
        made = Press(desk.workspace, "th").issue("D-12", record, desk.session)
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    pages = [one.render(scale=100 / 72, grayscale=True).to_pil().convert("L") for one in document]
    return folder, str(made.paper), pages


@pytest.fixture
def folder(printed, tmp_path):
    return copy_of(printed[0], tmp_path / "registry")


@pytest.fixture
def page(qtbot, around, shown, as_role, office):
    as_role(Role.HEAD)
    page = shown(AgreementsPage(around), (1200, 800))
    qtbot.waitUntil(lambda: len(page.list.model.keys) == 4)
    record = opened(qtbot, page, office.written)
    qtbot.waitUntil(lambda: bool(record.view.case.papers))
    page.do("agreement.keep_scan")
    assert page.stack.currentWidget() is page.scan
    return page


@pytest.fixture
def pane(page):
    return page.scan


@pytest.fixture
def given(qtbot, pane, tmp_path):
    """Gives pages as picture files, and waits until they are read."""

    def give(*pages):
        files = []
        for at, one in enumerate(pages):
            files.append(tmp_path / f"สแกน {len(pane.files) + at + 1}.png")
            one.save(files[-1])
        whole = len(pane.files) + len(files)
        pane.take_files(files)
        qtbot.waitUntil(lambda: len(pane.files) == whole)
        return pane.judged

    return give


def states(found):
    return [one.state for one in found.lines]


def test_whole_scan_is_filed_and_leads_on_to_who_signed(qtbot, page, given, printed, around):
    _, paper, pages = printed
    pane = page.scan
    found = given(pages[1], pages[0], *pages[2:])
    assert PageState.DISORDERED in states(found)
    assert not pane.keeping.isEnabled()
    in_order = around.speech.say("ui.scan.put_in_order")
    qtbot.waitUntil(lambda: in_order in links(pane))
    links(pane)[in_order].click()
    assert pane.judged.is_whole
    with qtbot.waitSignal(pane.done):
        pane.keeping.click()
    form = page.form
    assert form.declared.kind == "agreement.sign"
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.rows["paper"].editor.plain() == paper
    assert len(form.rows["page_hash"].editor.plain()) == 16
    page.show_record()
    qtbot.waitUntil(lambda: bool(page.record.view.agreement.scans))
    (scan,) = page.record.view.agreement.scans.values()
    assert [one.page for one in scan.pages] == list(range(1, len(pages) + 1))
    assert len(scan.files) == len(pages)


def test_what_does_not_fit_is_told_page_by_page_and_mended(
    pane, given, printed, around, look, speech
):
    _, _, pages = printed
    blank = pages[0].point(lambda _: WHITE)
    found = given(pages[0], blank, *pages[2:], blank)
    assert states(found)[1] is states(found)[-1] is PageState.UNREAD
    assert found.missing == (2,)
    words = said(pane)
    assert around.speech.say("ui.scan.missing", pages="2") in words
    assert around.speech.say("ui.scan.unread_do") in words
    assert_readable(around.shell.window, look, speech, places={"scan": lambda: pane})
    number, digits = pane.pages.fields[2]
    number.setText("๒")
    digits.setText("ffff ffff ffff ffff")
    pane.pages.take(2)
    assert states(pane.judged)[1] is PageState.FOREIGN
    number, digits = pane.pages.fields[2]
    digits.setText(pane.judged.pages[0].digits.upper())
    pane.pages.take(2)
    out = f"{around.speech.say('ui.scan.leave_out')} {len(pages) + 1}"
    buttons = {one.accessibleName(): one for one in pane.pages.findChildren(QPushButton)}
    buttons[out].click()
    assert pane.judged.is_whole
    assert states(pane.judged)[-1] is PageState.LEFT_OUT
    assert pane.judged.pages[1].read_by_hand


def test_file_that_is_no_scan_is_told_and_the_others_are_read(
    qtbot, pane, given, printed, tmp_path
):
    _, _, pages = printed
    bad = tmp_path / "ไม่ใช่สแกน.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    pane.take_files([bad])
    found = given(pages[0])
    assert states(found) == [PageState.FITS]
    assert len(pane.files) == 1
    pane.take_away(0)
    assert pane.judged is None
