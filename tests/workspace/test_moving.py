"""A desk is closed only when its backup holds everything; what a backup lacks is told (F:Q2)."""

from __future__ import annotations

import pytest

from cso_registry.domain.organizations.acts import ChangeContact
from cso_registry.domain.organizations.records import Contact
from cso_registry.domain.permission import DeniedError
from cso_registry.domain.roles import Role
from cso_registry.kernel.errors import KnownError
from cso_registry.storage.desk import looks
from cso_registry.workspace.moving import close_desk, compare_backup
from cso_registry.workspace.restoring import open_desk as open_this_desk
from cso_registry.workspace.restoring import restore
from tests.support.certifying import Certifying
from tests.support.desk import KEYS, WHY, add_subjects, copy_of, new_desk, open_desk


@pytest.fixture(scope="module")
def peopled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("moving") / "registry"
    with new_desk(folder, province=None) as desk:
        made = add_subjects(desk, 2)
    return folder, made


@pytest.fixture
def desk(peopled, tmp_path):
    with open_desk(copy_of(peopled[0], tmp_path / "registry")) as opened:
        yield opened


def change(desk, organization, phone):
    act = ChangeContact(organization=organization, contact=Contact(phone=phone), reason=WHY)
    desk.workspace.perform(act, desk.session)


def test_the_old_desk_is_closed_and_the_new_one_goes_on(desk, peopled, tmp_path):
    manifest = desk.workspace.back_up(tmp_path / "last.csobackup")
    close_desk(desk.workspace, desk.session, manifest)
    assert not desk.workspace.is_desk_open
    with pytest.raises(KnownError) as refused:
        change(desk, peopled[1][0], "081-000-0001")
    assert refused.value.key == "desk.unopened"
    assert desk.workspace.verify().is_sound
    new = tmp_path / "new"
    restore(tmp_path / "last.csobackup", new, KEYS, desk.program.means.identities.new())
    with open_desk(new) as there:
        open_this_desk(there.workspace, there.session, WHY)
        change(there, peopled[1][0], "081-000-0002")
        assert there.workspace.verify().is_sound


def test_what_was_recorded_after_the_backup_is_not_left_behind(desk, peopled, tmp_path):
    file = tmp_path / "early.csobackup"
    manifest = desk.workspace.back_up(file)
    assert compare_backup(desk.workspace, file).missing == 0
    change(desk, peopled[1][1], "081-000-0003")
    with pytest.raises(KnownError) as refused:
        close_desk(desk.workspace, desk.session, manifest)
    assert refused.value.key == "moving.recorded_since"
    assert desk.workspace.is_desk_open
    found = compare_backup(desk.workspace, file)
    assert (found.is_of_this, found.missing) == (True, 1)
    assert [one.kind for one in found.since] == ["organization.change_contact"]
    assert found.since[0].title


def test_only_an_administrator_closes_and_only_with_the_own_backup(desk, tmp_path):
    manifest = desk.workspace.back_up(tmp_path / "last.csobackup")
    with pytest.raises(KnownError) as refused:
        close_desk(desk.workspace, desk.session, manifest.model_copy(update={"registry": "other"}))
    assert refused.value.key == "moving.other_registry"
    checker = Certifying(desk).who(Role.CHECKER)
    manifest = desk.workspace.back_up(tmp_path / "later.csobackup")
    with pytest.raises(DeniedError) as denied:
        close_desk(desk.workspace, checker, manifest)
    assert denied.value.key == "moving.role_missing"
    assert b"denied close desk" in looks(desk.workspace.connection)[-1]
    assert desk.workspace.is_desk_open


def test_a_backup_of_another_registry_is_told(desk, tmp_path):
    with new_desk(tmp_path / "other") as other:
        other.workspace.back_up(tmp_path / "other.csobackup")
    found = compare_backup(desk.workspace, tmp_path / "other.csobackup")
    assert not found.is_of_this
    assert found.manifest.entries > 0
