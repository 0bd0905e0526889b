"""Dated settings."""

import ast
from datetime import date

import pytest

from cso_registry.domain.clocks.kinds import count_setting
from cso_registry.domain.vocabulary.policies import Policies
from cso_registry.domain.vocabulary.reading import read_policies
from cso_registry.kernel.errors import InputError
from tests.architecture.sources import modules
from tests.support.registry import clock_kinds

TODAY = date(2026, 11, 21)


def _setting(value, since, until=None):
    return {
        "key": "notice.minimum_months",
        "value": value,
        "th": "การแจ้งล่วงหน้า",
        "en": "advance notice",
        "citation": "002 3.3.4(6)",
        "whose": "office",
        "to_be_confirmed": False,
        "effective_from": since,
    } | ({"effective_to": until} if until else {})


def test_numbers_of_the_source(policies):
    wanted = {
        "notice.minimum_months": 3,
        "money.first_instalment_percent": 80,
        "money.second_instalment_percent": 20,
        "evaluation.after_end_months": 3,
        "settlement.after_activities_months": 2,
    }
    assert {key: policies.number(key, TODAY) for key in wanted} == wanted
    assert {policies.get(key, TODAY).whose for key in wanted} == {"source"}


def test_what_the_source_leaves_open_says_whose_it_is(policies):
    open_ones = [one for one in policies.policies if one.to_be_confirmed]
    assert len(open_ones) > 10
    assert {one.whose for one in open_ones} == {"program"}


def test_keys_are_set_once(policies):
    keys = [one.key for one in policies.policies]
    assert len(keys) == len(set(keys))


def test_every_setting_is_read(policies):
    """What an office decides has an effect: code names the setting, or a clock counts by it."""
    named = {
        node.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    lengths = {one.length for one in clock_kinds().clocks if one.length is not None}
    counted = {count_setting(one) for one in lengths}
    keys = {one.key for one in policies.policies}
    assert keys - named - lengths - counted == set()


def test_weights_add_up(policies):
    assert sum(policies.get("selection.weights_percent", TODAY).value) == 100


def test_later_decisions_count_from_their_day():
    raw = {
        "version": "2",
        "policy": [_setting(4, date(2027, 1, 1)), _setting(3, date(2008, 1, 1))],
    }
    both = read_policies(raw)
    key = "notice.minimum_months"
    assert both.number(key, date(2026, 12, 31)) == 3
    assert both.number(key, date(2027, 1, 1)) == 4


def test_an_ended_decision_gives_way_to_the_one_before():
    raw = {
        "version": "2",
        "policy": [_setting(3, date(2008, 1, 1)), _setting(9, date(2027, 1, 1), date(2027, 6, 30))],
    }
    both = read_policies(raw)
    assert both.number("notice.minimum_months", date(2027, 6, 30)) == 9
    assert both.number("notice.minimum_months", date(2027, 7, 1)) == 3


def test_what_is_not_set_is_named(policies):
    for ask in (policies.get, policies.number, policies.switch):
        with pytest.raises(InputError) as refused:
            ask("nothing.here", TODAY)
        assert refused.value.key == "policy.not_set"
        assert refused.value.params == {"setting": "nothing.here"}
    with pytest.raises(InputError):
        policies.get("notice.minimum_months", date(2007, 12, 31))


def test_a_setting_is_asked_for_as_what_it_is(policies):
    assert policies.switch("registration.required_before_mission", TODAY) is True
    with pytest.raises(InputError):
        policies.number("registration.required_before_mission", TODAY)
    with pytest.raises(InputError):
        policies.switch("notice.minimum_months", TODAY)


def test_content_version_follows_the_values(policies):
    changed = [
        one.model_copy(update={"value": 4}) if one.key == "notice.minimum_months" else one
        for one in policies.policies
    ]
    other = Policies(version=policies.version, policies=tuple(changed))
    assert other.content_version != policies.content_version
    assert Policies(version="1", policies=policies.policies).content_version == (
        policies.content_version
    )


def test_a_fault_names_the_setting():
    with pytest.raises(InputError) as refused:
        read_policies({"version": "1", "policy": [_setting(3, "today")]}, file="policies.toml")
    assert refused.value.params["item"] == "policies.notice.minimum_months.effective_from"
