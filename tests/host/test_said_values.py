"""Values in sentences are words: Thai dates and roles in Thai, never codes or ISO dates."""

from __future__ import annotations

import re

import pytest

from cso_registry.domain.roles import Role
from cso_registry.host.said_values import said_values
from cso_registry.host.sentences import gaps
from tests.support.desk import delivered

TEXTS = delivered().texts


def said(key, language="th", **params):
    return TEXTS.text(key, language, **params)


def test_roles_and_act_are_named():
    params = {"act": "organization.register", "roles": "head, officer"}
    thai = said("act.role_missing", **params)
    assert "head" not in thai
    assert "organization.register" not in thai
    assert TEXTS.value("role.head").th in thai
    assert TEXTS.act("organization.register").th in thai
    assert TEXTS.value("role.officer").en in said("act.role_missing", "en", **params)


def test_dates_of_refusals_are_thai():
    params = {"group": "person", "until": "2036-11-20", "years": 10}
    thai = TEXTS.refusal("F:N6.retention_is_over", "th", params)
    assert "20 พฤศจิกายน 2579" in thai
    assert "2036" not in thai
    assert "20 November 2036" in TEXTS.refusal("F:N6.retention_is_over", "en", params)


@pytest.mark.parametrize(
    ("count", "thai", "english"),
    [
        (50 * 1024 * 1024, "50 เมกะไบต์", "50 MB"),
        (1_536, "1.5 กิโลไบต์", "1.5 KB"),
        (999, "999 ไบต์", "999 bytes"),
        (3 * 1024**4, "3,072 กิกะไบต์", "3,072 GB"),
    ],
)
def test_a_number_of_bytes_is_said_as_a_person_says_it(count, thai, english):
    assert f"ใหญ่เกิน {thai} " in said("seal.attachment_too_large", bytes=count)
    assert f"larger than {english}." in said("seal.attachment_too_large", "en", bytes=count)


def test_who_holds_the_registry_and_since_when_is_said_in_words():
    params = {"user": "ก", "computer": "ข", "process": 7, "since": "2026-11-21T21:54:06+07:00"}
    assert "21 พฤศจิกายน 2569 เวลา 21:54 น." in said("host.registry_in_use", **params)
    assert "21 November 2026, 21:54" in said("host.registry_in_use", "en", **params)


def test_places_of_the_journal_are_named():
    assert "รายการที่ 5" in said("verify.entry_changed", where="entry 5")
    assert "entry 5" in said("verify.entry_changed", "en", where="entry 5")
    assert "สแกน.pdf" in said("verify.attachment_changed", where="สแกน.pdf")


def test_clock_is_told_in_thai_dates():
    thai = said("clock.went_back", now="2026-11-20", last="2026-11-21")
    assert "2569" in thai
    assert not re.search(r"\d{4}-\d{2}-\d{2}", thai)


@pytest.mark.parametrize("value", ["2026-13-45", "20261120", "–", ""])
def test_what_is_no_date_stays(value):
    assert said_values(TEXTS, "th", {"until": value}) == {"until": value}


def test_no_sentence_with_a_role_gap_says_a_role_in_english():
    keys = [key for key in TEXTS.keys("message") if "roles" in gaps(TEXTS.message(key).th)]
    assert "act.role_missing" in keys
    for key in keys:
        values = dict.fromkeys(gaps(TEXTS.message(key).th), "x") | {"roles": ", ".join(Role)}
        thai = TEXTS.text(key, "th", **values)
        assert not [role for role in Role if role.value in thai], key
