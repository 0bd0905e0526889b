"""Papers of agreements: words in place, amounts in words, any length, signed and read back."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest

from cso_registry.domain.agreements import terms_acts
from cso_registry.domain.agreements.clauses import Clause
from cso_registry.domain.agreements.groups import (
    CharterTerms,
    Instrument,
    Side,
    SignerRole,
    SigningPlace,
    Undertaking,
)
from cso_registry.domain.agreements.warnings import warnings
from cso_registry.kernel.errors import InputError
from cso_registry.kernel.ids import RecordId
from cso_registry.thai.digits import to_arabic_digits
from cso_registry.workspace.agreements.clause_words import merge_fields
from cso_registry.workspace.paper_kinds.agreements import PAPER_OF_INSTRUMENT
from cso_registry.workspace.printing import Press
from cso_registry.workspace.showing import Showing
from tests.documents.paper_examples import squeezed
from tests.support import examples_agreements as made
from tests.support import examples_missions
from tests.support import examples_money as money
from tests.support.desk import new_desk
from tests.support.desk_scene import scene_at
from tests.support.kept_papers import keep

LONG = "เครือข่ายอาสาสมัครดูแลผู้สูงอายุและผู้พิการในชุมชนลุ่มน้ำสมมติตอนบนและตอนล่าง " * 5


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", training=False) as opened:
        yield opened


def record(desk, identity):
    return desk.workspace.read.record(RecordId(identity))


def issued(desk, code, agreement, language="th", name=None, **asked):
    found = record(desk, agreement)
    printed = Press(desk.workspace, language).issue(code, found, desk.session, asked)
    keep(f"{name or code}-{language}", printed.pdf)
    return printed


def said(printed):
    """What stands in the blocks of a paper, in plain digits."""
    blocks = "".join(one.model_dump_json() for one in printed.content.blocks)
    return squeezed(to_arabic_digits(blocks))


def pages(printed):
    return [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(io.BytesIO(printed.pdf))
    ]


def written(desk, model, scene, **fields):
    """An agreement of a model with whole terms."""
    agreement = made.begun(scene, f"begun {model}", model=model, code=f"ส-{model}/2570")
    scene.registry.perform(made.linking(scene, agreement))
    both = {"manager": Side.AGENCY, "secretariat": Side.PARTNER}
    terms = made.terms(scene, **both | fields)
    scene.registry.perform(terms_acts.WriteTerms(agreement=agreement, terms=terms))
    return agreement


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(("model", "code"), [("GR", "D-11"), ("PBC", "D-12"), ("CM", "D-13")])
def test_instrument_holds_its_clauses_with_every_gap_filled(desk, model, code, language):
    scene = scene_at(desk)
    agreement = written(desk, model, scene)
    printed = issued(desk, code, agreement, language)
    text = said(printed)
    for words in ("ผู้สูงอายุที่อยู่ลำพังได้รับการดูแล", "อาสาสมัคร", "คณะกรรมการร่วมดูแลผู้สูงอายุสมมติ"):
        assert squeezed(words) in text
    words = "หนึ่งแสนบาทหนึ่งสตางค์" if language == "th" else "one hundred thousand baht one satang"
    assert squeezed(words) in text
    assert not re.search(r"\{[a-z_]+\}", text)
    for other in {"D-11", "D-12", "D-13", "D-15"} - {code}:
        with pytest.raises(InputError, match="other_paper"):
            issued(desk, other, agreement)


def test_compact_stands_apart_with_both_sides_undertakings(desk):
    scene = scene_at(desk)
    compact = made.compact(scene)
    terms = made.GivenTerms(
        starts=scene.today,
        structure="คณะกรรมการติดตามคอมแพค",
        codes_of_practice=("การรับฟังความเห็น", "การจัดสรรเงินและจัดซื้อ"),
        review_dates=(scene.today.replace(year=2027),),
        undertakings=(
            Undertaking(side=Side.AGENCY, what="เปิดเผยแผนล่วงหน้า"),
            Undertaking(side=Side.PARTNER, what="รายงานผลต่อสมาชิก"),
        ),
    )
    scene.registry.perform(terms_acts.WriteTerms(agreement=compact, terms=terms))
    printed = issued(desk, "D-15", compact)
    for words in ("หน่วยงาน: เปิดเผยแผนล่วงหน้า", "ภาคี: รายงานผลต่อสมาชิก", "การรับฟังความเห็น"):
        assert squeezed(words) in said(printed)


@pytest.mark.parametrize("language", ["th", "en"])
def test_charter_says_what_is_promised_to_those_who_are_served(desk, language):
    """D-34: rights, period, quality, steps, cost, redress, and nothing of it left empty."""
    scene = scene_at(desk)
    charter = made.begun(
        scene,
        f"charter {language}",
        mission=None,
        model=None,
        code=f"กม-{language}",
        instrument=Instrument.CHARTER,
        name_th="กฎบัตรการเยี่ยมบ้านสมมติ",
    )
    promises = {
        "rights": "ได้รับการเยี่ยมโดยไม่เลือกปฏิบัติ",
        "service_period": "ภายใน 7 วันนับแต่วันที่ขอ",
        "quality": "ผู้เยี่ยมผ่านการอบรม",
        "service_steps": ("แจ้งชื่อ", "นัดวันเยี่ยม"),
        "cost": "ไม่มีค่าใช้จ่าย",
        "redress": "เยี่ยมซ้ำภายใน 3 วัน",
    }
    terms = made.GivenTerms(charter=CharterTerms(**promises))
    scene.registry.perform(terms_acts.WriteTerms(agreement=charter, terms=terms))
    text = said(issued(desk, "D-34", charter, language))
    for words in promises.values():
        for one in [words] if isinstance(words, str) else words:
            assert squeezed(one) in text


def test_every_gap_of_the_clause_library_is_known(desk):
    scene = scene_at(desk)
    agreement = record(desk, written(desk, "CM", scene))
    office = desk.workspace.office
    showing = Showing(desk.program, "th", desk.workspace.today, office, None)
    fields = merge_fields(agreement, showing, desk.workspace.read)
    library = desk.program.means.clauses.clauses
    assert {gap for one in library for gap in one.gaps} <= fields.keys()
    kinds = {one.value for one in Instrument}
    terms = type(agreement.terms).model_fields
    for one in library:
        assert isinstance(one, Clause)
        assert set(one.compulsory) | set(one.optional) <= kinds
        assert not set(one.compulsory) & set(one.optional)
        assert {*one.fields, *((one.answer,) if one.answer else ())} <= terms.keys()
        assert one.cite.startswith(("002", "004", "000"))
    for instrument in PAPER_OF_INSTRUMENT:
        assert any(instrument.value in one.compulsory for one in library)


@pytest.mark.parametrize("count", [1, 40])
def test_signatures_are_never_alone_on_a_page(desk, count):
    scene = scene_at(desk)
    places = tuple(
        SigningPlace(
            side=Side.AGENCY if nth % 2 else Side.PARTNER,
            signer_role=SignerRole.SIGNATORY if nth < 2 else SignerRole.WITNESS,
            position=f"ตำแหน่งสมมติที่ {nth}",
        )
        for nth in range(count)
    )
    agreement = written(desk, "PBC", scene, signing_places=places, goals=LONG * 4)
    printed = issued(desk, "D-12", agreement, name=f"D-12-signers-{count}")
    found = pages(printed)
    assert squeezed(f"ตำแหน่งสมมติที่ {count - 1}") in said(printed)
    first = next(text for text in found if "ลงชื่อ" in text)
    assert squeezed("ทำขึ้นสองฉบับ") in squeezed(first)


def test_paper_that_was_printed_is_the_one_that_is_signed(desk):
    """The digits at the foot of the printed pages, read from the file, prove it (F:E4)."""
    scene = scene_at(desk)
    agreement = written(desk, "PBC", scene)
    printed = issued(desk, "D-12", agreement)
    digits = [re.search(r"\b([0-9a-f]{16})\b", page) for page in pages(printed)]
    assert all(digits)
    assert len({one[1] for one in digits}) == 1
    act = made.signing(scene, agreement, paper=printed.paper, page_hash=digits[0][1])
    scene.registry.perform(act)
    assert record(desk, agreement).signing.paper == printed.paper


def test_words_are_negotiated_old_beside_new_and_stand_in_the_next_edition(desk):
    scene = scene_at(desk)
    agreement = written(desk, "PBC", scene)
    before = record(desk, agreement).edition
    scene.registry.perform(made.proposing(agreement))
    scene.registry.perform(made.proposing(agreement, clause="goals", wording="เป้าหมายอื่น"))
    scene.registry.perform(made.answering(agreement))
    scene.registry.perform(made.answering(agreement, nth=2, accepted=False, comments="คงเดิม"))
    compared = said(issued(desk, "S-21", agreement))
    for words in ("ใช้เงินตามแผนเท่านั้น", "ปรับได้เมื่อตกลงร่วมกัน", "เป้าหมายอื่น", "คงเดิม", "รับแล้ว", "ไม่รับ"):
        assert squeezed(words) in compared
    assert record(desk, agreement).edition != before
    text = said(issued(desk, "D-12", agreement, name="D-12-negotiated"))
    assert squeezed("ปรับได้เมื่อตกลงร่วมกัน") in text
    assert squeezed("ใช้เงินตามแผนเท่านั้น") not in text
    assert squeezed("เป้าหมายอื่น") not in text


@pytest.mark.parametrize("reply", ["accept", "negotiate", "refuse", None])
def test_offer_has_its_reply_form_filled_or_empty(desk, reply):
    scene = scene_at(desk)
    agreement = written(desk, "GR", scene)
    if reply is not None:
        kind = made.Reply(reply)
        act = made.replying(scene, agreement, reply=kind, points="ขอแบ่งสามงวด")
        scene.registry.perform(act)
    printed = issued(desk, "D-10", agreement, name=f"D-10-{reply}")
    ticked = [
        one.checked
        for block in printed.content.blocks
        if block.kind == "checklist"
        for one in block.items
    ]
    assert ticked == [reply == name for name in ("accept", "negotiate", "refuse")]
    assert (squeezed("ขอแบ่งสามงวด") in said(printed)) == (reply is not None)


def test_annex_of_one_side_says_so(desk):
    scene = scene_at(desk)
    agreement = written(desk, "PBC", scene)
    with pytest.raises(InputError, match="no_annex"):
        issued(desk, "D-14", agreement)
    scene.registry.perform(made.annexing(agreement, partner_author=None))
    assert "R-31" in said(issued(desk, "D-14", agreement, name="D-14-one"))
    assert "annex_of_one_side" in warnings(record(desk, agreement), 3)
    scene.registry.perform(made.annexing(agreement))
    assert "R-31" not in said(issued(desk, "D-14", agreement))
    assert warnings(record(desk, agreement), 3) == ()


def test_what_is_doubtful_is_told_before_the_signing(desk):
    scene = scene_at(desk)
    late = {"evaluation_days": (made.date(2027, 12, 1),), "evaluation_kinds": ("EK1",)}
    swapped = {"manager": Side.PARTNER, "secretariat": Side.AGENCY}
    agreement = written(desk, "CM", scene, **late, **swapped)
    assert warnings(record(desk, agreement), 3) == (
        "annex_of_one_side",
        "manager_and_secretariat",
        "evaluation_of_one_kind",
        "evaluation_too_late_for_notice",
    )


@pytest.mark.parametrize("language", ["th", "en"])
def test_money_papers_say_amounts_in_words_and_where_they_went(desk, language):
    scene = scene_at(desk)
    agreement = money.paid_first(scene)
    allocation = said(issued(desk, "D-17", agreement, language))
    voucher = said(issued(desk, "S-20", agreement, language))
    for text in (allocation, voucher):
        words = "แปดหมื่นบาทถ้วน" if language == "th" else "eighty thousand baht only"
        assert squeezed(words) in text
    assert squeezed("ธนาคารสมมติ") in voucher
    assert "1234567890" in voucher
    for text in ("งบ-1", "บจ"):
        assert text in voucher
    scene.registry.perform(money.completing(scene, agreement))
    scene.registry.perform(money.settling(agreement))
    left = "ห้าพันบาทถ้วน" if language == "th" else "five thousand baht only"
    assert squeezed(left) in said(issued(desk, "D-26", agreement, language))


def test_paper_waits_for_what_it_is_about(desk):
    scene = scene_at(desk)
    agreement = made.begun(scene)
    examples_missions.agency(scene)
    for code in ("D-10", "D-12", "D-14", "D-17", "D-26", "S-20", "S-21"):
        with pytest.raises(InputError, match=r"agreement\."):
            issued(desk, code, agreement)
