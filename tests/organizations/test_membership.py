"""The fewest members of a group that is not incorporated: told, or asked for (F:A2)."""

from __future__ import annotations

import pytest

from cso_registry.cli.membership import told_too_few
from cso_registry.domain.organizations.acts import RegisterOrganization
from cso_registry.domain.rule import RefusedError
from cso_registry.workspace.record_view import record_view
from tests.organizations.test_checklist import decided
from tests.support.desk import WHY, new_desk


def group(desk, kind="group", members=None, **more):
    said = {
        "organization": desk.program.means.identities.new(),
        "identity": {"kind": kind, "form": "CF07"},
        "names": {"th": "กลุ่มสมมติ"},
        "address": {"area": "500608"},
        "purposes": {"main": "CP05"},
        "resources": None if members is None else {"members": members},
        "posts": [{"post": "representative", "given": "สมมติ", "has_mandate": True}],
        "effective": "2026-03-02",
        "order_number": "1/2569",
        "order_date": "2026-03-02",
        "legal_basis": "PMO-2551",
        "not_a_double": WHY,
    }
    made = {name: value for name, value in (said | more).items() if value is not None}
    return RegisterOrganization.model_validate(made, strict=False)


@pytest.fixture
def desk(tmp_path):
    with new_desk(tmp_path / "registry", province=None) as opened:
        yield opened


@pytest.mark.parametrize(("members", "have"), [(None, 0), (4, 4), (5, None)])
def test_too_few_are_told_as_long_as_the_office_does_not_ask_for_more(desk, members, have):
    act = group(desk, members=members)
    desk.workspace.perform(act, desk.session)
    told = None if have is None else {"have": have, "need": 5}
    assert told_too_few(desk.workspace, act.organization) == told
    shown = record_view(desk.workspace, act.organization, desk.session, "th").too_few_members
    assert (shown and (shown.have, shown.need)) == (told and tuple(told.values()))


def test_where_the_office_asks_for_them_fewer_are_refused_with_both_numbers(desk):
    desk.workspace.perform(decided("registration.group_minimum_blocks", value=True), desk.session)
    for members, have in ((None, 0), (4, 4)):
        with pytest.raises(RefusedError) as refused:
            desk.workspace.perform(group(desk, members=members), desk.session)
        (reason,) = refused.value.reasons
        assert (reason.key, reason.field) == ("F:A2.group_has_enough_members", "resources")
        assert reason.params == {"have": have, "need": 5}
    book = {"from_paper_book": True, "order_number": None, "order_date": None}
    for act in (group(desk, members=5), group(desk, "community"), group(desk, **book)):
        desk.workspace.perform(act, desk.session)
