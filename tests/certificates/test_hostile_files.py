"""Files that mean harm end at worst the reading process, in bounded time and memory."""

from __future__ import annotations

import time
import zlib
from io import BytesIO

import pikepdf
import pytest

from cso_registry.documents.reading.pdf import MOST_PAGES
from cso_registry.kernel.errors import InputError
from cso_registry.workspace.checking.presented import presented_file
from tests.certificates import made

SLOWEST = 300.0
"""A hang, and nothing else: the reading process ends itself long before."""


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    document.save(out, **how)
    return out.getvalue()


def many_pages() -> bytes:
    document = pikepdf.new()
    for _ in range(MOST_PAGES + 1):
        document.add_blank_page()
    return saved(document)


def locked() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    return saved(document, encryption=pikepdf.Encryption(user="สมมติ", owner="สมมติ"))


def endless_content() -> bytes:
    """A page whose drawing unpacks to 600 MB."""
    packer = zlib.compressobj(9)
    piece = b"0 0 1 1 re f\n" * 80_000
    packed = b"".join(packer.compress(piece) for _ in range(600)) + packer.flush()
    document = pikepdf.new()
    page = document.add_blank_page()
    stream = pikepdf.Stream(document, b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    page.Contents = document.make_indirect(stream)
    return saved(document, compress_streams=False)


def huge_page() -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(14_400, 14_400))
    return saved(document)


def forms_in_forms() -> bytes:
    """Each form draws the next one many times."""
    document = pikepdf.new()
    page = document.add_blank_page()
    inner = pikepdf.Stream(document, b"0 0 1 1 re f")
    for _ in range(9):
        form = pikepdf.Stream(document, b"/X Do " * 20)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [0, 0, 10, 10]
        inner.Type, inner.Subtype, inner.BBox = form.Type, form.Subtype, form.BBox
        form.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(X=document.make_indirect(inner))
        )
        inner = form
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=document.make_indirect(inner)))
    page.Contents = document.make_stream(b"/X Do")
    return saved(document)


FILES = {
    "many pages": (many_pages, {"reading.pdf_too_long"}),
    "locked": (locked, {"reading.pdf_locked"}),
    "huge page": (huge_page, {"check.no_code"}),
    "broken": (lambda: made.pdf(made.paper())[:4000], {"reading.pdf_unreadable"}),
    "only a name": (lambda: b"%PDF-1.7\n", {"reading.pdf_unreadable"}),
    "endless content": (
        endless_content,
        {
            "reading.pdf_too_full", "reading.too_slow", "reading.ended_the_reader",
            "reading.too_much_memory", "check.no_code", "reading.pdf_unreadable",
        },
    ),
    "forms in forms": (
        forms_in_forms,
        {"reading.too_slow", "reading.ended_the_reader", "check.no_code"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_pdf_is_refused_in_words(what: str) -> None:
    make, allowed = FILES[what]
    data = make()
    started = time.monotonic()
    with pytest.raises(InputError) as refused:
        presented_file(data, made.FONTS)
    took = time.monotonic() - started
    print(f"{what}: {len(data):,} bytes, {refused.value.key}, {took:.1f} s")
    assert refused.value.key in allowed
    assert took < SLOWEST


def test_any_cut_of_a_true_paper_is_refused_or_told() -> None:
    data = made.pdf(made.paper())
    for length in range(100, len(data) - 1, len(data) // 7):
        with pytest.raises(InputError):
            presented_file(data[:length], made.FONTS)
