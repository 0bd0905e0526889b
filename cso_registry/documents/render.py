"""Papers as PDF. The same snapshots, fonts and images give the same bytes, always."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from cso_registry.documents.content import snapshot_hash
from cso_registry.documents.drawing import PageDrawer
from cso_registry.documents.layout.pages import lay_out
from cso_registry.thai.breaks import check_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from cso_registry.documents.content import PaperContent
    from cso_registry.documents.fonts import FontFamily

_LANGUAGES: Final = {"th": "th-TH", "en": "en"}


@dataclass(frozen=True, slots=True)
class Images:
    """The images an office supplies, as bytes of PNG or JPEG; None leaves a place empty."""

    garuda: bytes | None = None
    seal: bytes | None = None


def render(
    contents: Iterable[PaperContent],
    *,
    fonts: FontFamily,
    images: Images | None = None,
    page_hash: bool = True,
    on_progress: Callable[[int], None] | None = None,
) -> bytes:
    """Return one PDF of all papers; see ``render_to``."""
    sink = BytesIO()
    render_to(
        sink, contents, fonts=fonts, images=images, page_hash=page_hash, on_progress=on_progress
    )
    return sink.getvalue()


def render_to(
    sink: BinaryIO,
    contents: Iterable[PaperContent],
    *,
    fonts: FontFamily,
    images: Images | None = None,
    page_hash: bool = True,
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Write one PDF of all papers to a binary stream.

    Args:
        sink: Open for writing; stays open.
        contents: One or more snapshots; taken one by one.
        fonts: The cuts.
        images: Garuda and seal.
        page_hash: Whether each foot shows the hashes of snapshot and template.
        on_progress: Called with the number of papers done; what it raises ends the work.

    Raises:
        InputError: ``documents.image_unreadable``.
        KnownError: ``thai.break_engine_missing``.
        ValueError: There is no paper.
    """
    check_engine()
    papers = iter(contents)
    first = next(papers, None)
    if first is None:
        raise ValueError("no paper")
    canvas = _canvas(first, fonts)
    supplied = images or Images()
    drawer = PageDrawer(canvas, fonts, {"garuda": supplied.garuda, "seal": supplied.seal})
    done = 0
    paper: PaperContent | None = first
    while paper is not None:
        _draw(paper, drawer, fonts, page_hash=page_hash)
        done += 1
        if on_progress is not None:
            on_progress(done)
        paper = next(papers, None)
    sink.write(canvas.getpdfdata())


def _draw(paper: PaperContent, drawer: PageDrawer, fonts: FontFamily, *, page_hash: bool) -> None:
    snapshot = snapshot_hash(paper) if page_hash else None
    for page in lay_out(paper, fonts, snapshot):
        drawer.draw(page, paper)


def _canvas(first: PaperContent, fonts: FontFamily) -> Any:
    """Return a canvas without a date, without Helvetica, and with a title naming no one."""
    make: Any = Canvas
    canvas = make(
        BytesIO(),
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        lang=_LANGUAGES[first.language],
        initialFontName=fonts.regular.name,
    )
    canvas.setTitle(f"{first.paper} {first.title}" if first.title else first.paper)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("cso-registry")
    return canvas
