"""A frozen paper reads back as it was, and prints the same words in every release."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest
from pydantic import ValidationError

from cso_registry.documents import content
from cso_registry.documents.content import read_snapshot, snapshot_bytes, snapshot_hash
from cso_registry.documents.render import render
from cso_registry.kernel.errors import InputError
from tests.documents.paper_examples import (
    application,
    composed,
    copied_pages,
    fonts,
    letter,
    sheet,
    squeezed,
)

GOLDEN = Path(__file__).parent / "golden"
EVERY_BLOCK = (
    content.Display(kind="display", text="ชื่อ"),
    content.Heading(kind="heading", text="ก", level=2, align="center"),
    content.Paragraph(kind="paragraph", text="ข", strong=True),
    content.Note(kind="note", text="ค", framed=True),
    content.LabelRows(
        kind="rows", rows=(content.LabelRow(cells=(content.Cell(label="ง", value="จ"),)),)
    ),
    content.Table(kind="table", columns=(content.Column(title="ฉ"),), rows=(("ช",),)),
    content.Bars(kind="bars", title="ฬ", bars=(content.Bar(name="ฮ", said="๑", length=500),)),
    content.Checklist(kind="checklist", items=(content.Choice(text="ซ", checked=True),)),
    content.NumberedList(kind="list", items=(content.ListItem(label="๑.", text="ฐ"),)),
    content.Code(kind="code", text="CSO1:A", short="ฏ", caption="ฑ"),
    content.WritingLines(kind="lines", count=2),
    content.Separator(kind="separator"),
    content.Spacer(kind="spacer", height_mm=5),
    content.Signatures(kind="signatures", people=(content.Signatory(before="ฌ", name="ญ"),)),
)


@pytest.mark.parametrize(
    "paper",
    [
        sheet(),
        composed("D-01", application(filled=False), blank=True),
        letter(*EVERY_BLOCK, draft=True, watermark=("ร่าง",)),
    ],
    ids=["sheet", "form", "letter"],
)
def test_round_trip(paper):
    data = snapshot_bytes(paper)
    assert read_snapshot(data) == paper
    assert snapshot_bytes(read_snapshot(data)) == data


def test_every_kind_of_block_is_tried():
    known = {block.kind for block in EVERY_BLOCK}
    members = content.PaperContent.model_json_schema()["properties"]["blocks"]["items"]
    assert known == set(members["discriminator"]["mapping"])


def test_canonical_form_is_sorted_and_without_blanks():
    text = snapshot_bytes(sheet()).decode("utf-8")
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again


def test_any_change_changes_the_hash():
    assert len({snapshot_hash(paper) for paper in (sheet(), sheet(name_th="ข"), letter())}) == 3


def changed(**fields):
    return orjson.dumps(json.loads(snapshot_bytes(sheet())) | fields, option=orjson.OPT_SORT_KEYS)


@pytest.mark.parametrize(
    "data",
    [
        changed(new_field="from later"),
        changed(snapshot_format=2),
        changed(blocks=[{"kind": "hologram"}]),
        changed(draft=True),
        changed(draft="yes"),
        changed(template_hash="short"),
        b"[]",
    ],
)
def test_what_is_not_understood_is_refused(data):
    with pytest.raises(InputError) as caught:
        read_snapshot(data)
    assert caught.value.key == "documents.snapshot_unreadable"


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": 1}', b'{"a":1.5}', b"[" * 99])
def test_what_is_not_canonical_is_refused(data):
    with pytest.raises(InputError):
        read_snapshot(data)


def test_a_snapshot_is_frozen():
    with pytest.raises(ValidationError):
        sheet().title = "อื่น"  # type: ignore[misc]


def test_a_table_row_has_a_value_for_each_column():
    with pytest.raises(ValidationError):
        content.Table(kind="table", columns=(content.Column(title="ก"),), rows=(("ข", "ค"),))


@pytest.mark.parametrize("code", ["D-01", "D-02"])
def test_a_paper_frozen_by_an_earlier_release_prints_word_for_word(code):
    data = (GOLDEN / f"{code}.json").read_bytes()
    words = (GOLDEN / f"{code}.txt").read_text("utf-8")
    hashed, said = words.split("\n", 1)
    paper = read_snapshot(data)
    assert snapshot_bytes(paper) == data
    assert snapshot_hash(paper) == hashed
    printed = copied_pages(render([paper], fonts=fonts()), "-raw")
    assert squeezed("".join(printed)) == squeezed(said)
