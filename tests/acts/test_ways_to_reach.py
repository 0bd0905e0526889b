"""Every act that brings a telephone number or an address for e-mail looks at it."""

import pytest

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.organizations.acts import ChangeContact, PutPost
from cso_registry.domain.organizations.records import Contact, PostHeld
from cso_registry.domain.reaching import (
    mail_addresses_can_be_written_to,
    telephones_can_be_dialled,
)
from cso_registry.domain.rule import RefusedError
from cso_registry.workspace.field_types import groups_in
from tests.support.examples import WHY, Scene
from tests.support.registry import new_registry

POST = {"post": "chair", "given": "สมมติ", "phone": "0810"}
RULES = {"phone": telephones_can_be_dialled, "email": mail_addresses_can_be_written_to}


def brings(model, what):
    """Whether an act has a field of that name, in whatever depth."""
    if what in model.model_fields:
        return True
    groups = [one for info in model.model_fields.values() for one in groups_in(info.annotation)]
    return any(brings(group, what) for group in groups)


@pytest.mark.parametrize("what", RULES)
def test_every_act_that_brings_one_has_the_rule(what):
    bringing = {kind for kind, act in ACTS.items() if brings(act, what)}
    assert {"organization.register", "organization.change_contact", "agency.register"} <= bringing
    assert {kind for kind in bringing if RULES[what] not in ACTS[kind].rules} == set()


def test_the_value_is_told_beside_its_field_and_all_at_once(tmp_path):
    with new_registry(tmp_path / "registry") as registry:
        scene = Scene(registry)
        named = {"organization": scene.foundation, "reason": WHY}
        contact = Contact(phone="ไม่มี", email="office")
        post = PostHeld(post="chair", given="สมมติ", phone="081-234")
        with pytest.raises(RefusedError) as refused:
            registry.perform(ChangeContact(contact=contact, **named))
        assert [(one.field, one.params["value"]) for one in refused.value.reasons] == [
            ("contact", "ไม่มี"), ("contact", "office"),
        ]  # fmt: skip
        with pytest.raises(RefusedError) as refused:
            registry.perform(PutPost(post=post, **named))
        assert [(one.field, one.params["value"]) for one in refused.value.reasons] == [
            ("post", "081-234"),
        ]  # fmt: skip
        registry.perform(ChangeContact(contact=Contact(phone="0 5300 0001 ต่อ 2"), **named))


def test_what_stands_deep_in_an_act_is_looked_at():
    part = {"names": {"th": "ส่วน"}, "contact": {"phone": "12"}, "posts": [POST]}
    act = ACTS["organization.split"].model_validate(
        {
            "organization": "018f0000-0000-7000-8000-00000000c501",
            "effective": "2026-03-02",
            "order_number": "1/2569",
            "order_date": "2026-03-02",
            "legal_basis": "PMO-2551",
            "parts": [part],
            "reason": WHY,
        },
        strict=False,
    )
    faults = telephones_can_be_dialled.faults(act, None)
    assert [(one.field, one.params) for one in faults] == [
        ("parts", {"value": "12"}), ("parts", {"value": "0810"}),
    ]  # fmt: skip
