"""What is held about a person is found everywhere, told with its purpose, and handed over (F:N6)."""

from __future__ import annotations

import pytest

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.kernel.errors import InputError
from cso_registry.storage import desk as at_desk
from cso_registry.tables.reading import read_table
from cso_registry.workspace.data_subject import LOOKED, find_held, note_held
from cso_registry.workspace.held_files import write_held
from tests.support.desk import WHY, add_subjects, copy_of, new_desk, open_desk
from tests.ui.test_key_card import text_of

PHONE, FORMER = "081 555 0199", "081-555-0123"


@pytest.fixture(scope="module")
def peopled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held") / "registry"
    with new_desk(folder, province=None) as desk:
        first = add_subjects(desk, 6)[0]
        for phone in (FORMER, PHONE):
            contact = Contact(phone=phone, email=f"{phone[-4:]}@example.org")
            act = ChangeContact(organization=first, contact=contact, reason=WHY)
            desk.workspace.perform(act, desk.session)
    return folder, first


@pytest.fixture
def desk(peopled, tmp_path):
    with open_desk(copy_of(peopled[0], tmp_path / "registry")) as opened:
        yield opened


def test_what_stands_and_what_stood_before_is_found(desk, peopled):
    now = find_held(desk.workspace, "๐๘๑-๕๕๕๐๑๙๙", "th")
    assert [(one.record, one.is_current) for one in now.parts] == [(peopled[1], True)]
    assert now.groups_of(peopled[1]) == ("contact",)
    assert any(PHONE in words for _, words in now.parts[0].values)
    assert now.parts[0].purpose
    assert now.parts[0].basis.startswith("มาตรา 24")
    before = find_held(desk.workspace, FORMER, "en")
    assert [one.is_current for one in before.parts] == [False]
    assert before.parts[0].by
    assert before.groups_of(peopled[1]) == ()


def test_all_words_of_a_name_must_stand_together(desk):
    seen = []
    everyone = find_held(desk.workspace, "example.org", "th", lambda *at: seen.append(at))
    assert seen[-1][0] == seen[-1][1] > 0
    assert len(everyone.parts) >= 2
    assert find_held(desk.workspace, "0199 ไม่มีใครชื่อนี้", "th").parts == ()


@pytest.mark.parametrize("asked", ["", "  ", "ก้", "12"])
def test_too_little_is_asked_again(desk, asked):
    with pytest.raises(InputError) as refused:
        find_held(desk.workspace, asked, "th")
    assert refused.value.key == "held.too_short"


def test_whoever_looks_is_logged(desk, peopled):
    held = find_held(desk.workspace, PHONE, "th")
    before = len(at_desk.looks(desk.workspace.connection))
    note_held(desk.workspace, desk.session, held)
    lines = at_desk.looks(desk.workspace.connection)
    # One line for the search in the whole office, one for each record that was shown.
    asked, seen = lines[before:]
    assert LOOKED.encode() in asked
    assert str(desk.workspace.office.id).encode() in asked
    assert LOOKED.encode() in seen
    assert str(peopled[1]).encode() in seen


@pytest.mark.parametrize("language", ["th", "en"])
def test_paper_and_sheet_say_the_same(desk, tmp_path, language):
    held = find_held(desk.workspace, PHONE, language)
    paper, sheet = write_held(desk.workspace, held, tmp_path / "out", language)
    said = text_of(paper.read_bytes())
    assert PHONE.replace(" ", "") in said.replace(" ", "")
    rows = list(read_table(sheet).rows)
    assert PHONE in str(rows)
    assert held.parts[0].title in str(rows)


def test_files_do_not_lie_in_the_registry(desk):
    held = find_held(desk.workspace, PHONE, "th")
    with pytest.raises(InputError) as refused:
        write_held(desk.workspace, held, desk.folder / "out", "th")
    assert refused.value.key == "cli.inside_registry"
