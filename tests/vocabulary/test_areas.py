"""Administrative areas: whole, dated, found and resolved (F:A10, F:O4, F:X26)."""

from datetime import date

import geothai
import pytest
from geothai.abolished import abolished_areas
from hypothesis import given, settings
from hypothesis import strategies as st

from cso_registry.domain.vocabulary.areas import AMPHOE, PROVINCE, TAMBON, Area, Areas
from cso_registry.host.areas import load_areas
from cso_registry.kernel.errors import InputError
from cso_registry.thai.digits import to_thai_digits


def test_counts(areas):
    assert len(areas.provinces) == 77
    assert len(areas.at_level(AMPHOE)) == 928
    assert len(areas.at_level(TAMBON)) == 7436
    assert len(areas) == 77 + 928 + 7436 + len(abolished_areas())


def test_every_area_lies_in_the_next_wider_one(areas):
    for tambon in areas.at_level(TAMBON):
        assert [one.level for one in areas.path(tambon.code)] == [6, 4, 2]
        assert all(one.in_force for one in areas.path(tambon.code))
        assert tambon.postal
        assert all(len(postal) == 5 and postal.isdigit() for postal in tambon.postal)


def test_names_carry_no_word_for_their_level(areas):
    for level in (PROVINCE, AMPHOE, TAMBON):
        for area in areas.at_level(level):
            assert not area.th.startswith(("จังหวัด", "อำเภอ", "ตำบล", "แขวง", "เขต")), area


def test_lines_of_addresses(areas):
    assert areas.line("840502", "th") == "ตำบลบ้านใต้ อำเภอเกาะพะงัน จังหวัดสุราษฎร์ธานี"
    assert areas.line("100402", "th") == "แขวงสีลม เขตบางรัก กรุงเทพมหานคร"
    assert areas.line("840502", "en") == "Ban Tai, Ko Pha-ngan, Surat Thani"
    assert areas.name("10", "en") == "Bangkok"
    assert areas.title("50", "th") == "จังหวัดเชียงใหม่"
    assert areas.province_of("840502") == "84"


def test_unknown_codes(areas):
    assert areas.get("99") is None
    assert areas.get("") is None
    for ask in (areas.path, areas.successors, lambda code: areas.name(code, "th")):
        with pytest.raises(InputError) as refused:
            ask("999999")
        assert refused.value.key == "area.unknown"


def test_abolished_areas_stay_with_day_and_successors(areas):
    bang_na = areas.get("104701")
    assert (bang_na.th, bang_na.abolished, bang_na.proven) == ("บางนา", date(2022, 4, 22), True)
    assert [one.th for one in areas.successors("104701")] == ["บางนาเหนือ", "บางนาใต้"]
    assert areas.line("104701", "th") == "แขวงบางนา เขตบางนา กรุงเทพมหานคร"
    assert areas.successors("840502") == ()


def test_successors_of_every_abolished_area_are_in_force(areas):
    told = 0
    for old in abolished_areas():
        after = areas.successors(old.code)
        assert all(one.in_force for one in after)
        told += bool(after)
    assert told > 1000


def test_a_chain_of_successors_is_followed_to_its_end_even_in_a_circle():
    gone = date(2000, 1, 1)
    areas = Areas(
        [
            Area("10", "ก", "A"),
            Area("1001", "ข", "B", abolished=gone, successors=("1002",)),
            Area("1002", "ค", "C", abolished=gone, successors=("1003", "1001", "1009")),
            Area("1003", "ง", "D"),
        ]
    )
    assert [one.code for one in areas.successors("1001")] == ["1003"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("เชียงใหม่", "50"),
        ("เชียงใหม", "50"),
        ("กทม", "10"),
        ("โคราช", "30"),
        ("พะงัน", "8405"),
        ("phangan", "8405"),
        ("บ้านใต้ พะงัน", "840502"),
        ("ต.บ้านใต้ อ.เกาะพะงัน", "840502"),
        ("๘๔๒๘๐ บ้านใต้", "840502"),
        ("840502", "840502"),
        ("บางนา", "1047"),
    ],
)
def test_find(areas, text, first):
    found = areas.find(text)
    assert found[0].code == first
    assert len(found) <= 20


def test_find_puts_abolished_areas_last_but_finds_them(areas):
    found = areas.find("บางนา", limit=100)
    states = [one.in_force for one in found]
    assert states == sorted(states, reverse=True)
    assert "104701" in [one.code for one in found]


def test_find_nothing(areas):
    assert areas.find("") == ()
    assert areas.find(" . ") == ()
    assert areas.find("ไม่มีที่นี่แน่นอน") == ()
    assert len(areas.find("บาง", limit=3)) == 3


def _official():
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for tambon in geothai.subdistricts(district.code):
                yield province, district, tambon


OFFICIAL = list(_official())


def test_every_official_triple_is_itself(areas):
    wrong = [
        tambon.code
        for province, district, tambon in OFFICIAL
        if areas.resolve(province.name_th, district.name_th, tambon.name_th).code != tambon.code
    ]
    assert wrong == []


def test_every_official_english_triple_is_itself_or_one_of_few(areas):
    missed, vague = [], 0
    for province, district, tambon in OFFICIAL:
        found = areas.resolve(province.name_en, district.name_en, tambon.name_en)
        vague += found.code is None
        if tambon.code not in found.candidates:
            missed.append(tambon.code)
    assert missed == []
    assert vague < 40


def test_every_amphoe_and_province_is_itself(areas):
    for amphoe in areas.at_level(AMPHOE):
        province = areas.name(amphoe.code[:2], "th")
        assert areas.resolve(province, amphoe.th).code == amphoe.code
    for province in areas.provinces:
        assert areas.resolve(province.th).code == province.code
        assert areas.resolve(f"จังหวัด{province.th}").code == province.code
        assert areas.resolve(province.en).code == province.code


BEFORE = {
    "province": ["", "จังหวัด", "จ.", "จ. ", "จังหวัด "],
    "amphoe": ["", "อำเภอ", "อ.", "อ. ", "เขต", "อำเภอ "],
    "tambon": ["", "ตำบล", "ต.", "ต. ", "แขวง", "ตำบล "],
}
NOISE = [
    lambda text: text,
    lambda text: f"  {text} ",
    lambda text: text.replace("ำ", "\u0e4d\u0e32"),
    lambda text: text.replace("แ", "เเ"),
    lambda text: f"{text[:1]}\u200b{text[1:]}",
    lambda text: text.replace("\u0e48", "").replace("\u0e49", ""),
    lambda text: f"\u00a0{text}\u00a0",
    lambda text: text.replace("์", ""),
]


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_official_triples_resolve_in_any_usual_spelling(areas, data):
    province, district, tambon = data.draw(st.sampled_from(OFFICIAL))
    typed = [
        data.draw(st.sampled_from(BEFORE[level])) + data.draw(st.sampled_from(NOISE))(name)
        for level, name in (
            ("province", province.name_th),
            ("amphoe", district.name_th.removeprefix("เขต")),
            ("tambon", tambon.name_th),
        )
    ]
    found = areas.resolve(*typed)
    assert tambon.code in found.candidates
    assert found.code in {tambon.code, None}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("กทม.", "บางรัก", "สีลม"), "100402"),
        (("กทม", "เขตบางรัก", "แขวงสีลม"), "100402"),
        (("กรุงเทพฯ", "บางรัก", None), "1004"),
        (("โคราช", "อ.เมือง", "ในเมือง"), "300101"),
        (("เชียงใหม่", "เมือง", "ศรีภูมิ"), "500101"),
        (("เชียงใหม่", "เมืองฯ", "ศรีภูมิ"), "500101"),
        (("Chiang Mai Province", "Mueang", "Si Phum"), "500101"),
        (("สุราษฏร์ธานี", "เกาะพงัน", "บ้านไต้"), "840502"),
        (("อยุธยา", None, None), "14"),
        (("มหาสารคาม", "เมืองมหาสารคาม", None), "4401"),
        ((None, "เกาะพะงัน", None), "8405"),
        ((None, "เกาะพะงัน", "เกาะเต่า"), "840503"),
        (("", "", "", "84360"), "840503"),
        (("กทม.", "บางนา", "บางนา"), "104701"),
        (("หนองคาย", "บึงกาฬ", "บึงกาฬ"), "430301"),
    ],
)
def test_addresses_as_they_are_typed(areas, typed, code):
    assert areas.resolve(*typed).code == code


def test_a_postal_code_decides_between_namesakes(areas):
    vague = areas.resolve(None, None, "วังทอง")
    assert vague.code is None
    assert len(vague.candidates) == 9
    assert areas.resolve(None, None, "วังทอง", "๖๕๑๓๐").code == "650801"
    assert areas.resolve(None, None, "วังทอง", "99999") == vague


@pytest.mark.parametrize(
    "typed",
    [
        ("เวียงสมมติ", "เกาะพะงัน", "บ้านใต้"),
        ("เชียงใหม่", "เกาะพะงัน", "บ้านใต้"),
        ("สุราษฎร์ธานี", "เมือง", "บ้านใต้"),
        ("สุราษฎร์ธานี", "ไม่มีอำเภอนี้", "บ้านใต้"),
    ],
)
def test_what_does_not_fit_is_never_guessed(areas, typed):
    found = areas.resolve(*typed)
    assert found.code is None
    assert "840502" in found.candidates


def test_an_unknown_tambon_shows_its_amphoe(areas):
    found = areas.resolve("สุราษฎร์ธานี", "เกาะพะงัน", "ไม่มีตำบลนี้")
    assert (found.code, found.candidates) == (None, ("8405",))


def test_nothing_given(areas):
    assert areas.resolve() == areas.resolve(" ", "", None, "")
    assert areas.resolve().code is None
    assert areas.resolve().candidates == ()


@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), min_size=4, max_size=4))
def test_no_text_breaks_it(areas, typed):
    found = areas.resolve(*typed)
    assert found.code is None or found.code in found.candidates
    areas.find(" ".join(filter(None, typed)), limit=3)


def test_thai_digits_in_postal_codes(areas):
    assert areas.resolve(postal="84280").candidates == ("840501", "840502")
    assert areas.resolve(postal=to_thai_digits("84280")) == areas.resolve(postal="84280")


def test_the_edition_is_told():
    assert load_areas().version.startswith("geothai ")
