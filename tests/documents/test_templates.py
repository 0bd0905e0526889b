"""Templates are checked when they are read; facts are placed and nothing else."""

from __future__ import annotations

import hashlib
import json

import pytest

from cso_registry.documents.compose import compose
from cso_registry.documents.content import snapshot_bytes
from cso_registry.documents.render import render
from cso_registry.documents.template_model import Words
from cso_registry.documents.templates import (
    _uses,
    fact_names,
    load_templates,
    parse_template,
    parse_words,
)
from cso_registry.kernel.errors import InputError, KnownError
from tests.documents.paper_examples import (
    HOSTILE,
    LAW,
    MISSING,
    RESOURCES,
    SHEET,
    application,
    composed,
    copied,
    fonts,
    sheet,
    squeezed,
    templates,
)

WORDS = parse_words((RESOURCES / "templates" / "words.toml").read_bytes())
SMALL = """
paper = "D-03"
version = "1"
layout = "form"
title = { th = "ก", en = "a" }
legal_basis = ""
[facts]
name = "text"
code = "verbatim"
shown = "flag"
people = "rows"
[[block]]
kind = "paragraph"
text = { th = "ชื่อ {name} รหัส {code} 12", en = "name {name} code {code} 12" }
"""


def small(old="", new=""):
    assert old in SMALL
    return parse_template(SMALL.replace(old, new).encode(), WORDS, name="D-03.toml")


def said(template, facts, **settings):
    paper = compose(template, facts, **{"language": "th", "thai_digits": True} | settings)
    return paper.blocks[0].text


def test_identity_is_the_hash_of_the_file():
    data = (RESOURCES / "templates" / "D-02.toml").read_bytes()
    assert templates()["D-02"].hash == hashlib.sha256(data).hexdigest()
    assert sheet().template_hash == templates()["D-02"].hash


@pytest.mark.parametrize("code", sorted(templates()))
def test_every_declared_fact_is_shown_somewhere(code):
    template = templates()[code]
    assert {fact for fact, _ in _uses(template.spec)} == set(fact_names(template))


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("{name} รหัส", "{nmae} รหัส", "nmae"),
        ("{name} รหัส", "{people} รหัส", "people"),
        ("{name} code", "{unknown} code", "unknown"),
        ('kind = "paragraph"', 'kind = "paragraph"\nwhen = "name"', "name"),
        ('kind = "paragraph"', 'kind = "paragraph"\nunless = "other"', "other"),
        ('th = "ก"', 'th = "ก {name}"', "name"),
        ('legal_basis = ""', 'legal_basis = "{law}"', "law"),
    ],
)
def test_an_undeclared_fact_is_found_when_reading(old, new, fact):
    with pytest.raises(InputError) as caught:
        small(old, new)
    assert caught.value.key == "documents.template_unknown_fact"
    assert caught.value.params == {"template": "D-03.toml", "fact": fact}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{name} รหัส", "{name รหัส"),
        ("{name} รหัส", "{name}} รหัส"),
        ("{name} รหัส", "{name!r} รหัส"),
        ("{name} รหัส", "{name.__class__} รหัส"),
        (', en = "a"', ""),
        ('layout = "form"', 'layout = "poster"'),
        ('kind = "paragraph"', 'kind = "hologram"'),
        ('kind = "paragraph"', 'kind = "paragraph"\nsize = 12'),
        ('name = "text"', 'name = "number"'),
        ('paper = "D-03"', 'paper = "X"'),
        ("[facts]", "[facts"),
    ],
)
def test_what_is_no_template_is_refused(old, new):
    with pytest.raises(InputError) as caught:
        small(old, new)
    assert caught.value.key == "documents.template_unreadable"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(InputError):
        parse_template(b"\xff\xfe", WORDS, name="x")


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(KnownError) as caught:
        load_templates(tmp_path)
    assert caught.value.key == "documents.templates_missing"


def test_digits_are_thai_but_for_verbatim_facts():
    facts = {"name": "สมมติ 34", "code": "A-56"}
    assert said(small(), facts) == "ชื่อ สมมติ ๓๔ รหัส A-56 ๑๒"
    assert said(small(), facts, thai_digits=False) == "ชื่อ สมมติ 34 รหัส A-56 12"
    assert said(small(), facts, language="en", thai_digits=False) == "name สมมติ 34 code A-56 12"


def test_a_fact_is_placed_as_it_is():
    facts = {"name": "{code} {name} {0}", "code": "C"}
    assert said(small(), facts) == "ชื่อ {code} {name} {๐} รหัส C ๑๒"


@pytest.mark.parametrize("missing", [{}, {"name": ""}, {"name": " "}])
def test_a_missing_fact_says_so(missing):
    assert said(small(), {"code": "C"} | missing) == f"ชื่อ {MISSING} รหัส C ๑๒"


def test_brackets_stand_only_around_what_is_recorded():
    known, unknown = ({"duty": "ดูแลผู้สูงอายุ"} | more for more in ({"clause": "มาตรา 5"}, {}))
    assert "ดูแลผู้สูงอายุ (มาตรา ๕)" in snapshot_bytes(composed("D-09", known)).decode()
    assert "ดูแลผู้สูงอายุ (" not in snapshot_bytes(composed("D-09", unknown)).decode()
    blank = composed("D-09", {"duty": "ดูแลผู้สูงอายุ"}, blank=True)
    assert "ดูแลผู้สูงอายุ (....." in snapshot_bytes(blank).decode()


@pytest.mark.parametrize(("days", "said"), [("1", "1 day late."), ("2", "2 days late.")])
def test_one_is_no_plural_in_english(days, said):
    facts = {"is_late": True, "late_days": days}
    paper = composed("D-18", facts, language="en", thai_digits=False)
    assert f"This report came {said}" in snapshot_bytes(paper).decode()


def test_a_missing_fact_is_dots_on_a_blank_form():
    assert MISSING not in said(small(), {}, blank=True)
    assert "....." in said(small(), {}, blank=True)


@pytest.mark.parametrize(
    "facts", [{"name": 5}, {"name": True}, {"shown": "yes"}, {"people": "all"}, {"name": ["a"]}]
)
def test_a_fact_of_another_kind_is_refused(facts):
    with pytest.raises(InputError) as caught:
        said(small(), facts)
    assert caught.value.key == "documents.fact_kind"


def test_what_the_template_does_not_declare_never_reaches_the_paper():
    paper = composed("D-02", SHEET | {"citizen_id": "0123456789012"})
    assert "0123456789012" not in snapshot_bytes(paper).decode()


def test_a_flag_shows_or_hides_a_block():
    shown = small('kind = "paragraph"', 'kind = "paragraph"\nwhen = "shown"')
    hidden = small('kind = "paragraph"', 'kind = "paragraph"\nunless = "shown"')
    for template, flag, count in [(shown, True, 1), (shown, False, 0), (hidden, True, 0)]:
        paper = compose(template, {"shown": flag}, language="th", thai_digits=True)
        assert len(paper.blocks) == count


NO_PERSON = "ไม่มีสภาพนิติบุคคล"


def test_a_sheet_says_when_there_is_no_legal_personality():
    assert NO_PERSON in snapshot_bytes(sheet()).decode()
    assert NO_PERSON not in snapshot_bytes(sheet(without_legal_personality=False)).decode()


def test_nothing_recorded_and_none_are_told_apart():
    nothing = composed("D-02", {key: SHEET[key] for key in SHEET if key != "representatives"})
    none = sheet(representatives=[])
    for paper, words in ((nothing, MISSING), (none, "— ไม่มี —")):
        (table,) = [block for block in paper.blocks if block.kind == "table"]
        assert table.rows == ((words, "", "", ""),)


def test_a_blank_form_has_rows_to_write_in():
    paper = composed("D-01", application(filled=False), blank=True)
    tables = [block for block in paper.blocks if block.kind == "table"]
    assert [len(table.rows) for table in tables] == [4, 6, 3]
    assert MISSING not in snapshot_bytes(paper).decode()
    choices = [item for block in paper.blocks if block.kind == "checklist" for item in block.items]
    assert len(choices) == 4 + 14 + 11 + 3 + 2
    assert not any(choice.checked for choice in choices)


def test_a_filled_form_has_its_boxes_ticked():
    paper = composed("D-01", application(filled=True))
    choices = [item for block in paper.blocks if block.kind == "checklist" for item in block.items]
    assert [item.text for item in choices if item.checked] == [
        "ชุมชน", "องค์กรชุมชน", "ด้านสุขภาพ", "ด้านสิ่งแวดล้อม",
    ]  # fmt: skip


def test_no_legal_basis_is_said_and_never_invented():
    facts = {key: SHEET[key] for key in SHEET if key != "legal_basis"}
    assert composed("D-02", facts).legal_basis == (f"ฐานอำนาจ: {MISSING}",)
    assert LAW not in snapshot_bytes(composed("D-01", {}, blank=True)).decode()


def test_a_legal_basis_that_does_not_fit_the_foot_is_refused():
    with pytest.raises(InputError) as caught:
        sheet(legal_basis="\n".join([LAW] * 7))
    assert caught.value.key == "documents.paper_too_long"


def test_every_fact_is_printed():
    out = copied(render([sheet(name_th=HOSTILE)], fonts=fonts()), "-raw")
    paper = json.loads(snapshot_bytes(sheet(name_th=HOSTILE)))
    rows = [
        cell
        for block in paper["blocks"]
        if block["kind"] == "rows"
        for row in block["rows"]
        for cell in row["cells"]
    ]
    assert len(rows) >= 9
    for cell in rows:
        assert squeezed(cell["label"] + cell["value"]) in out
    assert "สมมติ๑/๒๕๗๐/๐๐๐๔๒" in out


def test_words_know_their_facts():
    assert Words(th="{a} {b}", en="{a}").facts() == {"a", "b"}


@pytest.mark.parametrize("code", ["D-01", "D-02"])
def test_english_papers_have_no_thai_of_ours(code):
    paper = compose(templates()[code], {}, language="en", thai_digits=False)
    text = snapshot_bytes(paper).decode()
    assert not [char for char in text if "ก" <= char <= "๛"]
