"""Invented subjects: the same for a seed, valid, varied and marked as invented."""

import copy
import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cso_registry.domain.organizations.sample import FIRST_DAY, LAST_DAY, SampleMaker
from cso_registry.domain.organizations.sample_chance import Chance
from cso_registry.domain.organizations.sample_people import citizen_number, juristic_number
from cso_registry.domain.organizations.sample_words import read_sample_words
from cso_registry.kernel.errors import InputError
from cso_registry.thai.text import normalize


@pytest.fixture(scope="module")
def subjects(words, areas):
    return list(SampleMaker(words, areas, Random(7)).make(2000))


def check_digit_is_right(number):
    """The rule built up digit by digit: ten times what came before, over eleven."""
    weighed, rest = 0, 0
    for digit in number[:12]:
        rest += int(digit)
        weighed += rest
    return len(number) == 13 and int(number[12]) == (11 - (weighed + rest) % 11) % 10


def people_of(subject):
    return [*(one.person for one in subject.officers), *filter(None, [subject.person])]


def test_own_check_of_digits_knows_right_from_wrong():
    assert check_digit_is_right("1101700230708")
    assert not any(check_digit_is_right(f"110170023070{last}") for last in "012345679")


def test_same_seed_same_subjects(words, areas):
    first = list(SampleMaker(words, areas, Random(5)).make(50))
    assert list(SampleMaker(words, areas, Random(5)).make(50)) == first
    assert list(SampleMaker(words, areas, Random(6)).make(50)) != first


def test_more_subjects_begin_with_the_same(words, areas):
    few = list(SampleMaker(words, areas, Random(5)).make(20))
    assert list(SampleMaker(words, areas, Random(5)).make(60))[:20] == few


def test_the_first_subject_never_changes(words, areas):
    """Training papers and pictures are made from it; it is changed knowingly."""
    first = next(SampleMaker(words, areas, Random(1)).make(1))
    assert (first.kind, first.juristic_id) == ("group", None)
    assert first.marker == "ข้อมูลตัวอย่าง สมมติขึ้นทั้งหมด"


def test_four_hundred_cover_all_provinces_and_kinds(words, areas):
    for seed in range(5):
        made = list(SampleMaker(words, areas, Random(seed)).make(400))
        assert len({one.address.area[:2] for one in made}) == 77
        assert {one.kind for one in made} == {"organization", "group", "community", "person"}


def test_kinds_are_shared_out(subjects):
    counts = Counter(one.kind for one in subjects)
    assert counts == {"organization": 1100, "group": 500, "community": 300, "person": 100}


def test_all_purposes_forms_and_levels_of_service_occur(subjects, lists):
    assert {one.purpose for one in subjects} == {term.code for term in lists.get("V-04").items}
    assert {one.form for one in subjects} - {None} == {
        term.code for term in lists.get("V-05").items
    }
    assert {len(code) for one in subjects for code in one.service_areas} == {2, 4, 6}


def test_codes_are_those_of_the_lists(subjects, lists, areas):
    for one in subjects:
        assert lists.known("V-S1", one.kind, one.registered)
        assert lists.known("V-04", one.purpose, one.registered)
        assert one.purpose not in one.other_purposes
        assert len(set(one.other_purposes)) == len(one.other_purposes)
        assert all(lists.known("V-04", code, one.registered) for code in one.other_purposes)
        assert one.form is None or lists.known("V-05", one.form, one.registered)
        assert (one.form is None) == (one.kind == "person")
        assert all(lists.known("V-S5", held.post, one.registered) for held in one.officers)
        for held in one.documents:
            assert one.kind in lists.term("V-S3", held.item).checklist.kinds
        for code in (one.address.area, *one.service_areas):
            assert areas.get(code).in_force
        assert one.address.postal in areas.get(one.address.area).postal


def test_numbers_have_their_check_digits_and_marks(subjects):
    for one in subjects:
        assert (one.juristic_id is not None) == (one.kind == "organization")
        if one.juristic_id:
            assert one.juristic_id.startswith("0999")
            assert check_digit_is_right(one.juristic_id)
        for person in people_of(one):
            assert person.citizen_id[0] in "12345678"
            assert person.citizen_id[1:5] == "9999"
            assert check_digit_is_right(person.citizen_id)


@given(st.integers(0, 10**8 - 1), st.integers(0, 8 * 10**7 - 1))
def test_numbers_of_any_serial_are_right(juristic, citizen):
    assert check_digit_is_right(juristic_number(juristic))
    assert check_digit_is_right(citizen_number(citizen))
    assert juristic_number(juristic) != juristic_number((juristic + 1) % 10**8)


def test_numbers_do_not_repeat():
    assert len({juristic_number(serial) for serial in range(200_000)}) == 200_000
    assert len({citizen_number(serial) for serial in range(9_990_000, 10_190_000)}) == 200_000


def test_dates_make_sense(subjects):
    for one in subjects:
        assert FIRST_DAY <= one.registered <= LAST_DAY
        assert one.founded <= one.registered
        for held in one.officers:
            assert one.registered <= held.starts <= LAST_DAY
            assert held.starts < held.ends
        for name in one.former_names:
            assert one.founded <= name.starts <= name.ends <= one.registered
            assert name.name != one.name_th
        for paper in one.documents:
            assert paper.issued <= one.registered
            assert paper.expires is None or paper.issued < paper.expires
    assert len({one.registered.year for one in subjects}) == 19


def test_no_registration_after_the_wanted_day(words, areas):
    until = date(2010, 1, 31)
    made = list(SampleMaker(words, areas, Random(3), until=until).make(300))
    assert min(one.registered for one in made) >= FIRST_DAY
    assert max(one.registered for one in made) <= until


def test_groups_and_communities_have_a_representative_with_a_mandate(subjects):
    for one in subjects:
        if one.kind in {"group", "community"}:
            mandated = [held.post for held in one.officers if held.has_mandate]
            assert mandated == ["representative"]
        if one.kind == "person":
            assert one.person is not None
            assert one.name_th == one.person.name
            assert one.officers == ()


def test_nobody_can_be_called_or_written_to(subjects):
    for one in subjects:
        assert re.fullmatch(r"0-2000-\d{4}", one.phone)
        assert re.fullmatch(r"\w+@(example\.(org|com|net)|cso\.example)", one.email)


def test_names_are_in_both_languages_and_in_storing_form(subjects):
    for one in subjects:
        assert one.name_th == normalize(one.name_th)
        assert re.fullmatch(r"[A-Za-z0-9 ,.'()-]+", one.name_en), one.name_en
        assert len(one.name_th) < 200
        assert len(re.findall("เพื่อ(?!น)", one.name_th)) < 3


def test_some_people_serve_twice_and_some_names_were_changed(subjects):
    numbers = Counter(person.citizen_id for one in subjects for person in people_of(one))
    assert 20 < sum(count > 1 for count in numbers.values()) <= 64
    assert 100 < sum(bool(one.former_names) for one in subjects) < 400


def test_names_hardly_repeat(words, areas):
    made = SampleMaker(words, areas, Random(11)).make(20_000)
    names = [one.name_th for one in made if one.kind != "person"]
    assert len(set(names)) > 0.995 * len(names)


def test_every_sample_says_it_is_invented(subjects):
    assert {one.marker for one in subjects} == {"ข้อมูลตัวอย่าง สมมติขึ้นทั้งหมด"}


@pytest.mark.parametrize("name", ["organizations", "people", "spreadsheet"])
def test_word_files_say_they_are_invented(name):
    file = Path(__file__).parents[2] / "resources" / "samples" / f"{name}.toml"
    assert "nvented" in file.read_text("utf-8")[:200]


def test_themes_belong_to_purposes_of_the_list(words, lists):
    for name in words.organizations.themes:
        assert lists.term("V-04", name[:4])
    purposes = {name[:4] for name in words.organizations.themes}
    assert set(words.spreadsheet.purposes) == purposes


def test_a_fault_in_the_words_is_named(raw_words):
    broken = copy.deepcopy(raw_words)
    broken["people"]["men"][0] = ["กิตติ"]
    with pytest.raises(InputError) as refused:
        read_sample_words(broken)
    assert refused.value.key == "sample.malformed"
    assert str(refused.value.params["item"]).startswith("people.men.0")


def test_chance_is_fair_and_the_same_everywhere():
    chance = Chance(Random(0))
    assert [chance.below(100) for _ in range(8)] == [84, 75, 42, 25, 51, 40, 78, 30]
    rounds = chance.rounds("abc")
    drawn = [next(rounds) for _ in range(300)]
    assert Counter(drawn) == {"a": 100, "b": 100, "c": 100}
    assert all(sorted(drawn[at : at + 3]) == list("abc") for at in range(0, 300, 3))
    hits = sum(chance.one_in(4) for _ in range(4000))
    assert 850 < hits < 1150
