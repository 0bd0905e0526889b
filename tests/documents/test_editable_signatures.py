"""In the copy to be edited, too, nobody signs a page that holds no words."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.text.paragraph import Paragraph

from cso_registry.documents.content import Signatures
from cso_registry.documents.editable.copying import editable_copy
from tests.documents.test_paper_extremes import IS_LONG, SHORT, TEMPLATES, paper

SIGNED = sorted(
    code
    for code, template in TEMPLATES.items()
    if any(block.kind == "signatures" for block in template.spec.block)
    and (IS_LONG or code in {"D-01", "D-08", "D-12", "D-18", "S-20"})
)
"""All with ``CSO_LONG=1``; else one after each kind of block."""


def lines_of(block):
    if isinstance(block, Paragraph):
        return [block]
    return [line for row in block.rows for cell in row.cells for line in cell.paragraphs]


@pytest.mark.parametrize("code", SIGNED)
def test_words_stand_over_those_who_sign(code):
    content = paper(code, SHORT, 3, 1, "th")
    copy = docx.Document(BytesIO(editable_copy(content, "note")))
    blocks = list(copy.iter_inner_content())
    signing = [
        at
        for at, block in enumerate(blocks)
        if not isinstance(block, Paragraph) and not block.style.name.endswith("Grid")
    ]
    assert len(signing) == sum(isinstance(one, Signatures) for one in content.blocks)
    for at in signing:
        assert all(line.paragraph_format.keep_with_next for line in lines_of(blocks[at]))
        words = at - 1
        while not any(line.text for line in lines_of(blocks[words])):
            assert all(line.paragraph_format.keep_with_next for line in lines_of(blocks[words]))
            words -= 1
        last = blocks[words]
        kept = [last] if isinstance(last, Paragraph) else last.rows[-1].cells[0].paragraphs
        assert all(line.paragraph_format.keep_with_next for line in kept), "signed alone"


def test_a_name_that_is_not_known_is_a_line_to_write_on():
    content = paper("D-12", SHORT, 1, 1, "th")
    people = [
        block.model_copy(
            update={"people": tuple(one.model_copy(update={"name": ""}) for one in block.people)}
        )
        if isinstance(block, Signatures)
        else block
        for block in content.blocks
    ]
    copy = docx.Document(
        BytesIO(editable_copy(content.model_copy(update={"blocks": tuple(people)}), "note"))
    )
    texts = [line.text for block in copy.tables for line in lines_of(block)]
    assert any(text.startswith("(....") for text in texts)
    assert "()" not in texts
