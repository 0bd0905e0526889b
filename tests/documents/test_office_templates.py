"""Templates the office makes without a programmer: checked, tried, in force, retired (F:J1, J2)."""

from __future__ import annotations

import io
import os
import tomllib
from datetime import timedelta

import docx
import pypdfium2
import pytest

from cso_registry.documents.templates import load_templates
from cso_registry.domain.papers import template_acts
from cso_registry.domain.papers.shelf import TemplateForm
from cso_registry.domain.rule import RefusedError
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.workspace import office_templates as made_here
from cso_registry.workspace.paper_kinds.all_kinds import PAPER_KINDS
from cso_registry.workspace.printing import Press
from tests.documents.paper_examples import RESOURCES, squeezed
from tests.support import examples_agreements as made
from tests.support.desk import WHY, founded, open_desk
from tests.support.desk_scene import scene_at
from tests.support.registry import SetClock

TEMPLATES = load_templates(RESOURCES / "templates")
IS_LONG = os.environ.get("CSO_LONG") == "1"
OWN = "ข้อความที่สำนักงานเพิ่มเอง สมมติ"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates") / "registry"
    founded(folder, training=False, clock=SetClock())
    with open_desk(folder, SetClock()) as opened:
        opened.scene = scene_at(opened)
        yield opened


def started(desk, paper="D-12", form=TemplateForm.DOCX):
    return made_here.start_of(desk.program, paper, form, "th")


def changed(data, change):
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mistakes(desk, data, paper="D-12", form=TemplateForm.DOCX):
    given = made_here.GivenTemplate(paper, form, data)
    return made_here.mistakes_of(desk.program, given)


def put(desk, data, edition, paper="D-12", form=TemplateForm.DOCX):
    given = made_here.GivenTemplate(paper, form, data)
    act = made_here.import_act(
        desk.program, given, "th", edition=edition, owner="กลุ่มนิติการ", cite="คำสั่งสมมติ", reason=WHY
    )
    desk.workspace.perform(act, desk.session)
    begun = template_acts.PutTemplateInForce(
        paper=paper,
        edition=edition,
        effective_from=desk.workspace.today,
        cite="คำสั่งสมมติ",
        reason=WHY,
    )
    desk.workspace.perform(begun, desk.session)
    return given


def retire(desk, edition, paper="D-12"):
    ended = template_acts.RetireTemplate(
        paper=paper, edition=edition, effective_to=desk.workspace.today, reason=WHY
    )
    desk.workspace.perform(ended, desk.session)


def text_of(pdf):
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


@pytest.mark.parametrize(
    ("paper", "form"),
    [(paper, form) for paper in sorted(TEMPLATES) for form in TemplateForm]
    if IS_LONG
    else [("D-12", "docx"), ("D-33", "docx"), ("L-15", "docx"), ("L-01", "form")],
)
def test_delivered_template_is_a_good_start(desk, paper, form):
    data = started(desk, paper, TemplateForm(form))
    assert mistakes(desk, data, paper, TemplateForm(form)) == ()
    given = made_here.GivenTemplate(paper, TemplateForm(form), data)
    pdf = made_here.trial(desk.program, given, "th")
    text = text_of(pdf)
    known = made_here.marks_of(desk.program, paper)
    assert squeezed("ไม่ใช้เป็นหลักฐาน") in text
    for name in known.must & known.texts:
        assert f"‹{name}›" in text


def test_words_of_the_office_stand_on_the_paper_from_a_day_on_until_retired(desk):
    agreement = made.written(desk.scene)
    record = desk.workspace.read.record(RecordId(agreement))
    before = Press(desk.workspace, "th").issue("D-12", record, desk.session)
    data = changed(
        started(desk), lambda document: document.paragraphs[1].insert_paragraph_before(OWN)
    )
    given = put(desk, data, "2570-1")
    own = Press(desk.workspace, "th").issue("D-12", record, desk.session)
    frozen = desk.workspace.read.record(RecordId(own.paper)).frozen
    assert (frozen.template_version, frozen.template_sha256) == ("2570-1", given.sha256)
    assert squeezed(OWN) in text_of(own.pdf)
    assert squeezed(OWN) not in text_of(before.pdf)
    kinds = [block.kind for block in own.content.blocks]
    assert kinds.count("signatures") == 1
    (listed,), (plain,) = (
        [block for block in paper.content.blocks if block.kind == "list"] for paper in (own, before)
    )
    assert [one.text for one in listed.items] == [one.text for one in plain.items]
    english = Press(desk.workspace, "en").draft("D-12", record, desk.session)
    assert english.content.template_version != "2570-1"
    retire(desk, "2570-1")
    tomorrow = desk.workspace.today + timedelta(days=1)
    assert desk.workspace.program.shelf.in_force("D-12", "th", tomorrow) is None
    again = Press(desk.workspace, "th").reprint(own.paper, desk.session, WHY)
    assert text_of(again.pdf) == text_of(own.pdf)


def test_built_in_form_speaks_both_languages(desk):
    data = started(desk, "D-14", TemplateForm.BUILT_IN)
    words = data.decode().replace(
        "[[block]]", f'[[block]]\nkind = "note"\ntext = "{OWN}"\n\n[[block]]', 1
    )
    assert mistakes(desk, words.encode(), "D-14", TemplateForm.BUILT_IN) == ()
    put(desk, words.encode(), "b1", "D-14", TemplateForm.BUILT_IN)
    agreement = made.begun(desk.scene, "annexed", code="ส-77/2570")
    desk.workspace.perform(made.annexing(agreement), desk.session)
    record = desk.workspace.read.record(RecordId(agreement))
    for language in ("th", "en"):
        assert squeezed(OWN) in text_of(
            Press(desk.workspace, language).draft("D-14", record, desk.session).pdf
        )


def add(*words):
    return lambda document: [document.add_paragraph(one) for one in words]


@pytest.mark.parametrize(
    ("change", "key", "name"),
    [
        (add("{{ stars }}"), "unknown_field", "stars"),
        (add("{{ agency }"), "broken_mark", ""),
        (add("{ agency }}"), "broken_mark", ""),
        (add("{%p if has_mission %}"), "broken_mark", ""),
        (add("{{ agency.__class__ }}"), "unknown_field", "agency.__class__"),
        (add("{{ agency|upper }}"), "not_a_field", "filter"),
        (add("{{ range(9) }}"), "not_a_field", "call"),
        (add("{% set a = 1 %}"), "not_a_field", "assign"),
        (add("{%p for one in stars %}", "{%p endfor %}"), "unknown_field", "stars"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(desk, change, key, name):
    found = mistakes(desk, changed(started(desk), change))
    assert (key, name) in {(one.key, one.name) for one in found}
    assert all(one.place for one in found if one.key != "missing_field")


def test_missing_clauses_signatures_pictures_and_heads_are_told(desk):
    def bare(document):
        for one in list(document.paragraphs):
            if (
                "part." in one.text
                or "clauses" in one.text
                or "one.text" in one.text
                or "endfor" in one.text
            ):
                one._p.getparent().remove(one._p)
        document.sections[0].header.paragraphs[0].text = "หัวกระดาษเอง"

    found = mistakes(desk, changed(started(desk), bare))
    told = {(one.key, one.name) for one in found}
    with pytest.raises(InputError, match="has_mistakes"):
        put(desk, changed(started(desk), bare), "wrong")
    assert {("missing_field", "clauses"), ("missing_field", "part.signatures")} <= told
    assert "head_or_foot" in {one.key for one in found}
    for data in (b"PK no zip", b"%PDF-1.7"):
        with pytest.raises(InputError, match="not_docx"):
            mistakes(desk, data)
    with pytest.raises(InputError, match="template_unreadable"):
        mistakes(desk, b"paper = ", "D-14", TemplateForm.BUILT_IN)
    wrong = started(desk, "D-14", TemplateForm.BUILT_IN).decode().replace("{project_document}", "-")
    assert ("missing_field", "project_document") in {
        (one.key, one.name) for one in mistakes(desk, wrong.encode(), "D-14", TemplateForm.BUILT_IN)
    }


def test_edition_is_never_written_over_and_only_a_kept_one_counts(desk):
    put(desk, started(desk, "D-26"), "x1", "D-26")
    with pytest.raises(RefusedError) as again:
        put(desk, started(desk, "D-26"), "x1", "D-26")
    assert again.value.reasons[0].key == "F:J1.template_edition_is_new"
    with pytest.raises(RefusedError) as unknown:
        retire(desk, "nothing", "D-26")
    assert {one.key for one in unknown.value.reasons} >= {"F:J1.template_was_imported"}


def test_required_fields_are_fields_of_their_papers(desk):
    required = tomllib.loads((desk.program.resources.path(made_here.REQUIRED)).read_text("utf-8"))
    for paper, said in required.items():
        assert paper in PAPER_KINDS
        known = made_here.marks_of(desk.program, paper)
        assert set(said["must"]) <= known.texts | known.rows.keys()
