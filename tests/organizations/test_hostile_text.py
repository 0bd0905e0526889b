"""Hostile text in every field of a subject comes back as it went in, or is refused (R17)."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cso_registry.domain.organizations.acts import ChangeContact, RegisterOrganization
from cso_registry.domain.organizations.records import Contact, Organization
from cso_registry.domain.rule import RefusedError
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.thai.searching import search_key
from cso_registry.thai.sorting import sort_key

HOSTILE = {
    "combining flood": "ก" + "\u0e48" * 3_000,
    "latin flood": "a" + "\u0301" * 400,
    "right to left": "ก\u202eข\u2066ค",
    "nul": "ก\x00ข",
    "controls": "ก\x1b[31mข\x07\x08",
    "one megabyte": "ก" * 350_000,
    "surrogate": "ก\ud800ข",
    "no character": "ก\uffffข",
    "private use": "ก\uf8ffข",
    "sql": "ก'); DROP TABLE records; --",
    "fts": 'ก" OR found MATCH "x',
    "like": "%_\\%",
    "json": '{"ก": [1, null]}',
    "markup": "[bold]<b>ก</b>&amp;",
    "formula": '=HYPERLINK("http://x")',
    "format": "{0} {name} %s %d",
    "line ends": "ก\r\nข\u2028ค\x85ง",
    "zero width": "\u200bก\u200cข\u200dค\ufeff",
    "separators": "ก/ข\\ค..:ง",
    "mixed scripts": "กA\u0430Ω你ㅎش",
    "full width": "ＡＢＣ１２３",
    "thai digits": "๐๑๒๓๔๕๖๗๘๙",
    "old letters": "ฃฅ",
    "sara am apart": "น\u0e4d\u0e32",
    "blank": "   ",
}
TEXTS = (
    ("names", "th"),
    ("names", "en"),
    ("names", "acronym"),
    ("address", "house"),
    ("address", "place"),
    ("address", "road"),
    ("contact", "phone"),
    ("contact", "email"),
    ("contact", "website"),
    ("resources", "note"),
    ("purposes", "beneficiaries"),
    ("identity", "sub_form"),
)
HAVE_A_FORM = ("phone", "email")


def with_text(act, group, field, text):
    said = act.model_dump()
    said[group] = {**(said[group] or {}), field: text}
    if group == "purposes":
        said[group].setdefault("main", "CP05")
    return said


@pytest.mark.parametrize(("group", "field"), TEXTS)
def test_text_comes_back_or_is_refused(scene, group, field):
    registry, taken = scene.registry, {}
    for kind, text in HOSTILE.items():
        before = registry.reading.counts()
        said = with_text(scene.foundation_act(), group, field, text)
        try:
            alone = {"identifiers": (), "not_a_double": "ต่างกันเพียงช่องเดียว"}
            act = RegisterOrganization.model_validate({**said, **alone})
            registry.perform(act)
        except (ValidationError, RefusedError):
            assert registry.reading.counts() == before, kind
            continue
        taken[act.organization] = kind
        kept = registry.record(act.organization)
        assert isinstance(kept, Organization)
        given = getattr(getattr(act, group), field)
        assert getattr(getattr(kept, group), field) == given, kind
        (line,) = registry.reading.history(act.organization)
        told = {name: value for name, value, _ in line.changes}
        assert told[group].get(field) == given, kind
        assert sort_key(kept.display_name), kind
        if search_key(kept.display_name):
            found = registry.reading.search(kept.display_name, scene.today)
            assert act.organization in {row.id for row in found}, kind
    rows = registry.reading.first_organizations(OrganizationFilter(), scene.today, 99)
    assert {row.id for row in rows} == taken.keys()
    assert {"one megabyte", "blank"}.isdisjoint(taken.values())
    # What is dialled or written to has a form; every other text is kept.
    assert bool({"mixed scripts", "sql"} & set(taken.values())) is (field not in HAVE_A_FORM), taken


def test_reason_comes_back_or_is_refused(scene):
    for text in HOSTILE.values():
        contact = Contact(email="a@example.org")
        try:
            act = ChangeContact(organization=scene.foundation, contact=contact, reason=text)
        except ValidationError:
            continue
        scene.registry.perform(act)
        assert scene.registry.reading.history(scene.foundation)[-1].said.reason == act.reason
