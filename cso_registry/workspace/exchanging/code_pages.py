"""A small bundle as pages of square codes, and back from their pictures (F:X33)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from cso_registry.documents.coding import with_code_series
from cso_registry.documents.compose import compose
from cso_registry.documents.fonts import load_family
from cso_registry.documents.reading.process import read_paper
from cso_registry.documents.render import render
from cso_registry.documents.templates import load_templates
from cso_registry.exchange.file_kinds import require_bundle
from cso_registry.exchange.pages import code_texts, joined
from cso_registry.host.said_values import say_day
from cso_registry.thai.digits import to_thai_digits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cso_registry.domain.vocabulary.model import Language
    from cso_registry.workspace.means import Program

PAPER: Final = "S-34"


def code_pages(
    content: bytes, name: str, program: Program, language: Language, today: date
) -> tuple[bytes, int]:
    """Return the pages of a bundle as PDF, and how many codes stand on them.

    Raises:
        InputError: `pages.too_large`; `bundle.not_a_bundle` and its like.
    """
    require_bundle(BytesIO(content))
    texts = code_texts(content)
    composed = compose(
        load_templates(program.resources.path("templates"))[PAPER],
        {
            "file": name,
            "count": str(len(texts)),
            "made_on": say_day(today, language),
            "size": f"{len(content):,}",
        },
        language=language,
        thai_digits=language == "th",
    )
    headings = [
        program.texts.text("pages.nth", language, number=number, count=len(texts))
        for number in range(1, len(texts) + 1)
    ]
    if language == "th":
        headings = [to_thai_digits(one) for one in headings]
    pages = with_code_series(composed, list(zip(texts, headings, strict=True)))
    return render([pages], fonts=load_family(program.fonts)), len(texts)


def bundle_in(pictures: Iterable[bytes]) -> bytes:
    """Return the bundle whose codes stand in pictures or PDFs, in any order.

    Raises:
        InputError: `pages.missing` with the numbers, and what else `joined` and the
            reading of pictures refuse.
    """
    codes = [code for one in pictures for page in read_paper(one).pages for code in page.codes]
    return joined(codes)
