"""Every group that holds personal or confidential data says why it is kept (F:N6)."""

from __future__ import annotations

import json

from cso_registry.cli.main import outcome
from cso_registry.cli.privacy import guarded_groups
from tests.support.desk import delivered


def test_every_guarded_group_has_a_purpose_and_a_basis() -> None:
    purposes = delivered().resources.toml("privacy/purposes.toml")["purpose"]
    assert purposes.keys() == guarded_groups().keys()
    for said in purposes.values():
        assert said["th"]
        assert said["en"]
        assert said["basis"]


def test_citizen_number_is_among_the_personal_fields(capsys) -> None:
    assert outcome(["--json", "privacy"]) == 0
    told = json.loads(capsys.readouterr().out)
    person = next(one for one in told["groups"] if one["group"] == "organization.person")
    assert person["fields"]["citizen_id"] == "personal"
    assert told["retention_years"] == 10


def test_it_is_told_in_both_languages(capsys) -> None:
    assert outcome(["privacy"]) == 0
    thai = capsys.readouterr().out
    assert outcome(["--lang", "en", "privacy"]) == 0
    assert "to identify a registered person" in capsys.readouterr().out.replace("\n", " ")
    assert "เลข" in thai
