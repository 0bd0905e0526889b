"""V-01 to V-32 and the register's own lists: whole, dated, in two languages."""

import copy
import re
from datetime import date

import pytest

from cso_registry.domain.roles import Role
from cso_registry.domain.vocabulary.model import VocabularySet
from cso_registry.domain.vocabulary.reading import read_vocabulary
from cso_registry.kernel.errors import InputError
from cso_registry.thai.text import normalize

TODAY = date(2026, 11, 21)
COUNTS = {
    "V-01": 3,
    "V-02": 7,
    "V-03": 5,
    "V-04": 11,
    "V-05": 14,
    "V-06": 3,
    "V-07": 5,
    "V-08": 8,
    "V-09": 3,
    "V-10": 3,
    "V-11": 3,
    "V-12": 5,
    "V-13": 3,
    "V-14": 3,
    "V-15": 9,
    "V-16": 6,
    "V-17": 2,
    "V-18": 8,
    "V-19": 5,
    "V-20": 7,
    "V-21": 4,
    "V-22": 31,
    "V-23": 7,
    "V-24": 15,
    "V-25": 4,
    "V-26": 5,
    "V-27": 4,
    "V-28": 5,
    "V-29": 9,
    "V-30": 8,
    "V-31": 4,
    "V-32": 36,
}
GROUPS = {
    "V-08": [3, 2, 3],
    "V-15": [2, 2, 2, 1, 2],
    "V-20": [4, 3],
    "V-22": [5, 4, 4, 7, 6, 5],
    "V-24": [5, 2, 3, 5],
    "V-30": [5, 3],
}
TRAPS = re.compile(
    "มีใช้|มีได้|วงงาน|ชั้นกลาง|สัญญาา|สัญญาจ้าง(?!เหมา)|Recipe|Recycle|Service Design Lad|ส าหรับ|เปน|ขึ ้น|  "
)


def _terms(lists):
    return [(code, term) for code in lists.codes for term in lists.get(code).items]


def test_every_list_is_there_with_its_count(lists):
    found = {code: len(lists.get(code).items) for code in lists.codes if code in COUNTS}
    assert found == COUNTS
    assert [code for code in lists.codes if code.startswith("V-S")] == [
        f"V-S{number}" for number in range(1, 10)
    ]


@pytest.mark.parametrize("code", GROUPS)
def test_groups_hold_as_many_as_the_source_says(lists, code):
    one = lists.get(code)
    held = [sum(term.group == group.code for term in one.items) for group in one.groups]
    assert held == GROUPS[code]


def test_tools_of_co_governance_are_30_distinct_of_31(lists):
    tools = lists.get("V-22").items
    assert len({term.th for term in tools}) == len({term.en for term in tools}) == 30
    assert [term.code for term in tools if term.same_as] == ["TG3b-1"]


def test_file_names_are_the_codes(raw_lists):
    assert {name: raw["code"] for name, raw in raw_lists.items()} == {n: n for n in raw_lists}


def test_every_term_has_both_languages_and_a_source(lists):
    for code, term in _terms(lists):
        assert re.search("[ก-ฮ]", term.th), (code, term.code)
        assert re.search("[a-z]", term.en, re.IGNORECASE), (code, term.code)
        assert not re.search("[ก-ฮ]", term.en), (code, term.code)
        assert re.match(r"00[0-4] |004|domain |D$", term.source), (code, term.code)


def test_words_are_spelt_as_they_are_stored(lists):
    for code, term in _terms(lists):
        assert term.th == normalize(term.th), (code, term.code)
        assert term.en == normalize(term.en), (code, term.code)


def test_no_misread_word_of_the_scans_is_left(lists, policies):
    said = [(code, term.th) for code, term in _terms(lists)]
    said += [(one.key, one.th) for one in policies.policies]
    assert [pair for pair in said if TRAPS.search(pair[1])] == []
    assert TRAPS.search("มีใช้การอุดหนุน")
    assert TRAPS.search("จำนวนวงงาน")


def test_suggested_models_exist(lists):
    for code, term in _terms(lists):
        if term.default_model is not None:
            target = "V-06" if term.default_model.startswith("PM") else "V-09"
            assert lists.known(target, term.default_model, TODAY), (code, term.code)


def test_suggestion_for_each_process_follows_the_source(lists):
    suggested = [term.default_model for term in lists.get("V-02").items]
    assert suggested == ["PM2", "PM1", "PM2", "PM2", "PM2", "PM2", "PM3"]


def test_stages_of_tools_are_those_of_the_cycle(lists):
    stages = [term.code for term in lists.get("V-21").items]
    assert [group.code for group in lists.get("V-24").groups] == stages


def test_roles_and_kinds_are_those_of_the_code(lists):
    assert [term.code for term in lists.get("V-S2").items] == [role.value for role in Role]
    kinds = [term.th for term in lists.get("V-S1").items]
    assert kinds == ["องค์กรจดทะเบียนตามกฎหมาย", "องค์กร–กลุ่มที่มิได้จดจัดตั้ง", "ชุมชน", "บุคคล"]


def test_checklist_asks_each_kind_for_something(lists):
    kinds = {term.code for term in lists.get("V-S1").items}
    rules = [term.checklist for term in lists.get("V-S3").items]
    assert all(rules)
    assert all(set(rule.kinds) <= kinds and rule.kinds for rule in rules)
    assert all(rule.expires for rule in rules if rule.valid_months)
    for kind in kinds:
        assert sum(kind in rule.kinds and rule.required for rule in rules) >= 2


def test_legal_basis_is_dated_and_to_be_confirmed(lists):
    basis = lists.term("V-S7", "PMO-2551")
    assert basis.th.endswith("พ.ศ. 2551")
    assert basis.legal.year == 2551
    assert not basis.legal.confirmed
    assert not lists.known("V-S7", "PMO-2551", date(2007, 12, 31))
    assert lists.known("V-S7", "PMO-2551", date(2008, 1, 1))
    assert lists.known("V-S7", "EARLIER", date(2007, 12, 31))
    assert not lists.known("V-S7", "EARLIER", date(2008, 1, 1))


def test_labels(lists):
    assert lists.label("V-04", "CP05", "th") == "ด้านสิ่งแวดล้อม"
    assert lists.label("V-04", "CP05", "en") == "environment"
    assert lists.label("V-04", "CP99", "th") == "CP99"


def test_unknown_codes_are_named(lists):
    assert not lists.known("V-04", "CP99", TODAY)
    with pytest.raises(InputError) as term:
        lists.term("V-04", "CP99")
    assert term.value.params == {"list": "V-04", "code": "CP99"}
    with pytest.raises(InputError) as missing:
        lists.known("V-77", "X", TODAY)
    assert missing.value.key == "vocabulary.unknown_list"


def test_search_forgives_marks_and_asks_for_every_word(lists):
    assert [term.code for term in lists.search("V-04", "สิงแวดลอม")] == ["CP05"]
    assert [term.code for term in lists.search("V-05", "community finance")] == ["CF11"]
    assert lists.search("V-05", "community xyz") == ()
    assert len(lists.search("V-05", "")) == 14


def _changed(raw_lists, **change):
    raw = copy.deepcopy(raw_lists["V-04"])
    raw["item"][0] |= change
    return raw


def test_version_follows_the_content_and_nothing_else(raw_lists, lists):
    turned = VocabularySet(read_vocabulary(raw_lists[name]) for name in reversed(lists.codes))
    assert turned.version == lists.version
    assert re.fullmatch("[0-9a-f]{12}", lists.version)
    others = [read_vocabulary(raw_lists[name]) for name in lists.codes if name != "V-04"]
    edited = VocabularySet([*others, read_vocabulary(_changed(raw_lists, th="ด้านใหม่"))])
    assert edited.version != lists.version


@pytest.mark.parametrize(
    ("change", "item", "fault"),
    [
        ({"th": ""}, "items.CP01.th", "at least 1"),
        ({"th": 5}, "items.CP01.th", "valid string"),
        ({"colour": "red"}, "items.CP01.colour", "not permitted"),
        ({"code": "CP02"}, "", "doubled"),
        ({"group": "nowhere"}, "", "nowhere"),
        ({"same_as": "CP44"}, "", "CP44"),
        ({"effective_from": "yesterday"}, "items.CP01.effective_from", "valid date"),
    ],
)
def test_a_fault_names_file_and_item(raw_lists, change, item, fault):
    with pytest.raises(InputError) as refused:
        read_vocabulary(_changed(raw_lists, **change), file="V-04.toml")
    told = refused.value
    assert told.key == "vocabulary.malformed"
    assert told.params["file"] == "V-04.toml"
    assert told.params["item"] == item
    assert fault in told.params["fault"]


def test_the_same_list_twice_is_refused(lists):
    with pytest.raises(InputError, match="doubled_list"):
        VocabularySet([lists.get("V-04"), lists.get("V-04")])


def test_terms_are_dated(raw_lists):
    raw = _changed(raw_lists, effective_from=date(2020, 1, 1), effective_to=date(2024, 12, 31))
    one = VocabularySet([read_vocabulary(raw)])
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [one.known("V-04", "CP01", day) for day in days] == [False, True, True, False]
    assert one.label("V-04", "CP01", "en") == "culture and recreation"
    assert len(one.get("V-04").in_force(days[0])) == 10
    assert one.get("V-04").in_force(date(2007, 12, 31)) == ()
    assert not one.known("V-04", "CP02", date(2007, 12, 31))
