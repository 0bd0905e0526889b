"""A signed paper scanned back: every page known by its code, or it is told which is wrong (F:E4)."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import ImageDraw, ImageFilter

from cso_registry.documents.reading.scans import AT_ONCE
from cso_registry.domain.agreements import terms_acts
from cso_registry.domain.agreements.scan_acts import KeepScan
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import AgreementId, RecordId
from cso_registry.workspace.agreements.scanned import (
    PageState,
    judged,
    page_by_hand,
    pages_in,
    sealed_paper,
)
from cso_registry.workspace.printing import Press
from tests.support import examples_agreements as made
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at

WHITE = 255


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """An office with a contract of several pages, printed, and another paper of it."""
    folder = tmp_path_factory.mktemp("scans") / "registry"
    with new_desk(folder, training=False) as opened:
        scene = scene_at(opened)
        opened.agreement = made.written(scene)
        opened.printed = issued(opened)
        opened.scanned = scans(opened.printed.pdf)
        terms = made.terms(scene, goals="ถ้อยคำอื่น")
        opened.workspace.perform(
            terms_acts.WriteTerms(agreement=opened.agreement, terms=terms), opened.session
        )
        opened.other = scans(issued(opened).pdf)
        yield opened


def issued(desk):
    record = desk.workspace.read.record(RecordId(desk.agreement))
    return Press(desk.workspace, "th").issue("D-12", record, desk.session)


def scans(pdf):
    """Pages as an office's scanner gives them: grey, a little aslant and not quite sharp."""
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    drawn = (page.render(scale=150 / 72, grayscale=True).to_pil().convert("L") for page in pages)
    return [one.rotate(0.6, fillcolor=WHITE).filter(ImageFilter.GaussianBlur(0.6)) for one in drawn]


def png(page):
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def as_pdf(pages):
    out = io.BytesIO()
    pages = [one.copy() for one in pages]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()


def looked(desk, files, by_hand=None):
    sealed = sealed_paper(desk.workspace, desk.printed.paper, "th")
    read = [page for one in files for page in pages_in(one)]
    return sealed, judged(sealed, read, by_hand or {})


def keep(desk, files, **typed):
    sealed, found = looked(desk, files, **typed)
    kept = desk.workspace.attach(io.BytesIO(files[0]), "สแกน.pdf")
    act = KeepScan(
        agreement=AgreementId(desk.agreement),
        paper=desk.printed.paper,
        page_count=sealed.page_count,
        pages=found.pages,
        files=(kept,),
    )
    desk.workspace.perform(act, desk.session)
    return desk.workspace.read.record(RecordId(desk.agreement)).scans


def told(desk, files):
    with pytest.raises(RefusedError) as refused:
        keep(desk, files)
    return {one.key.rpartition(".")[2]: dict(one.params) for one in refused.value.reasons}


def test_whole_scan_is_kept_with_its_pages(desk):
    assert len(desk.scanned) >= 2
    scan = list(keep(desk, [as_pdf(desk.scanned)]).values())[-1]
    assert [one.page for one in scan.pages] == list(range(1, len(desk.scanned) + 1))
    assert not any(one.read_by_hand for one in scan.pages)
    assert scan.page_count == len(desk.scanned)


def test_missing_foreign_and_turned_pages_are_told_by_number(desk):
    first, second, *rest = desk.scanned
    assert told(desk, [png(one) for one in (first, *rest)])["no_page_is_missing"]["pages"] == "2"
    swapped = told(desk, [as_pdf([second, first, *rest])])
    assert swapped["pages_stand_in_order"] == {"at": 2, "page": 1}
    foreign = told(desk, [as_pdf([first, desk.other[1], *rest])])
    assert foreign["scanned_pages_are_of_the_paper"] == {"at": 2, "page": 2}


def test_page_whose_code_is_covered_is_read_by_hand(desk):
    covered = [page.copy() for page in desk.scanned]
    wide, high = covered[1].size
    ImageDraw.Draw(covered[1]).rectangle((wide // 2, high * 4 // 5, wide, high), fill=WHITE)
    found = looked(desk, [as_pdf(covered)])[1]
    assert (found.unread, found.missing, found.is_whole) == ((2,), (2,), False)
    paper = desk.workspace.read.record(RecordId(desk.printed.paper)).frozen
    digits = paper.content_sha256[:16]
    scan = list(
        keep(desk, [as_pdf(covered)], by_hand=dict([page_by_hand(f"2=2:{digits}")])).values()
    )
    assert scan[-1].pages[1].read_by_hand
    for wrong in ("2", "2=2", "x=2:ab", "2=2:"):
        with pytest.raises(InputError, match="not_a_page"):
            page_by_hand(wrong)


def states(found):
    return [one.state for one in found.lines]


def test_each_page_of_a_scan_says_what_it_is(desk):
    """What the screen shows page by page is what the act decides by."""
    first, second, *rest = desk.scanned
    last = len(rest) + 3
    _, found = looked(desk, [png(second), png(first), as_pdf([*rest, desk.other[1]])])
    assert states(found)[:2] == [PageState.FITS, PageState.DISORDERED]
    assert states(found)[-1] is PageState.FOREIGN
    assert found.lines[-1].at == last
    assert not found.missing


def test_empty_back_is_left_out_and_a_page_too_many_is_told(desk):
    blank = png(desk.scanned[0].point(lambda _: WHITE))
    files = [as_pdf(desk.scanned), blank]
    place = len(desk.scanned) + 1
    sealed = sealed_paper(desk.workspace, desk.printed.paper, "th")
    read = [page for one in files for page in pages_in(one)]
    found = judged(sealed, read, {})
    assert (found.unread, found.is_whole) == ((place,), False)
    found = judged(sealed, read, {}, left_out={place})
    assert found.is_whole
    assert len(found.pages) == len(desk.scanned)
    typed = dict([page_by_hand(f"{place}={place}:{sealed.digits}")])
    assert states(judged(sealed, read, typed))[-1] is PageState.BEYOND


def test_long_scan_is_read_some_pages_at_a_time(desk):
    """A contract of more pages than a reading process takes is told page by page."""
    whole = [*desk.scanned] * (AT_ONCE // len(desk.scanned) + 1)
    counted = []
    read = pages_in(as_pdf(whole), lambda done, of: counted.append((done, of)))
    assert len(read) == len(whole) > AT_ONCE
    assert counted == [(AT_ONCE, len(whole)), (len(whole), len(whole))]
