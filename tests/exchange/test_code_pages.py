"""A small bundle on paper: its codes in any order, twice, missing, changed, photographed (F:X33)."""

from __future__ import annotations

import random
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from cso_registry.exchange.pages import LARGEST, PART_BYTES, code_texts, joined
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.exchanging.code_pages import bundle_in, code_pages
from tests.support.desk import delivered
from tests.support.neighbours import add_subjects

DAY = date(2026, 11, 21)
DICE = random.Random(2569)


def refused(texts) -> InputError:
    with pytest.raises(InputError) as told:
        joined(texts)
    return told.value


@given(content=st.binary(min_size=1, max_size=4 * PART_BYTES), chance=st.randoms())
@settings(max_examples=60)
def test_any_bytes_come_back_in_any_order_and_twice(content, chance):
    texts = code_texts(content) * 2 + ["https://example.org", "CSO1 0 1/1 A"]
    chance.shuffle(texts)
    assert joined(texts) == content


@given(
    text=st.one_of(st.text(max_size=80), st.from_regex(r"CSO1 [0-9A-F]{16} \d\d?/\d\d? [A-Z2-7=]*"))
)
def test_whatever_a_camera_reads_is_joined_or_refused(text):
    try:
        joined([text])
    except InputError:
        return


def test_missing_codes_are_named_by_their_number():
    texts = code_texts(bytes(range(256)) * 12)
    told = refused([texts[0], texts[3]])
    assert told.key == "pages.missing"
    assert told.params == {"numbers": "2, 3, 5", "count": 5}


def test_other_files_and_changed_codes_are_refused():
    one, other = code_texts(b"a" * 2_000), code_texts(b"b" * 2_000)
    assert refused([*one, *other]).key == "pages.of_several_files"
    head, _, part = one[1].rpartition(" ")
    changed = f"{head} {'A' if part[0] != 'A' else 'B'}{part[1:]}"
    assert refused([one[0], changed, *one[2:]]).key == "pages.changed"
    assert refused([]).key == "pages.none"


def test_what_is_too_large_or_empty_is_not_printed():
    assert len(code_texts(bytes(LARGEST))) == 60
    for content, key in ((bytes(LARGEST + 1), "pages.too_large"), (b"", "pages.empty")):
        with pytest.raises(InputError) as told:
            code_texts(content)
        assert told.value.key == key


@pytest.fixture
def receipt(neighbours) -> bytes:
    """A receipt, which is the smallest thing that offices hand over."""
    nation, north = neighbours("nation", "north")
    add_subjects(north.desk, 1)
    (bundle,) = north.export(nation)
    return nation.receipt(north, nation.take(bundle).receipt)


def photographed(picture: Image.Image) -> bytes:
    """A page as somebody takes it: aslant, grey, a little out of focus."""
    taken = picture.convert("L").rotate(DICE.uniform(-3, 3), expand=True, fillcolor=235)
    taken = taken.filter(ImageFilter.GaussianBlur(0.8))
    sink = BytesIO()
    taken.save(sink, "JPEG", quality=80)
    return sink.getvalue()


def test_a_bundle_is_printed_photographed_and_whole_again(receipt):
    pdf, count = code_pages(receipt, "receipt.csob", delivered(), "th", DAY)
    assert count == len(code_texts(receipt))
    pages = [page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    assert bundle_in(photographed(one) for one in reversed(pages)) == receipt


def test_nothing_but_a_bundle_is_printed():
    with pytest.raises(InputError) as told:
        code_pages(b"not a bundle", "x", delivered(), "en", DAY)
    assert told.value.key == "bundle.not_a_bundle"
