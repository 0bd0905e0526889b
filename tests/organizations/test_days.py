"""Days of acts and records lie in years that an office can mean; nothing else is taken."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.domain.fields import FIRST_DAY, LAST_DAY, Day
from cso_registry.domain.organizations.records import Identity
from cso_registry.workspace.field_types import groups_in, holds_date


def models():
    """Every act, every group of every record, and what they hold."""
    waiting = [*ACTS.values(), *(s.model for r in RECORDS.values() for s in r.slots.values())]
    seen = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            waiting += [
                g for info in model.model_fields.values() for g in groups_in(info.annotation)
            ]
    return seen


def bounds_of(info):
    """The bounds that stand anywhere in a field: in its metadata or deep in its type."""

    def metadata(annotation):
        for one in getattr(annotation, "__metadata__", ()):
            yield one
        for one in get_args(annotation):
            yield from metadata(one)

    found = [*info.metadata, *metadata(info.annotation)]
    found += [deep for one in found for deep in getattr(one, "metadata", ())]
    return {getattr(one, "ge", None) for one in found} | {getattr(one, "le", None) for one in found}


def test_every_date_of_every_act_and_record_is_bounded():
    free = [
        f"{model.__module__}.{model.__name__}.{name}"
        for model in models()
        for name, info in model.model_fields.items()
        if holds_date(info.annotation) and not {FIRST_DAY, LAST_DAY} <= bounds_of(info)
    ]
    assert free == []


def test_bare_date_would_be_noticed():
    from pydantic import create_model  # noqa: PLC0415

    made = create_model("Made", bare=(date | None, None), day=(Day | None, None))
    assert not {FIRST_DAY, LAST_DAY} <= bounds_of(made.model_fields["bare"])
    assert {FIRST_DAY, LAST_DAY} <= bounds_of(made.model_fields["day"])


@pytest.mark.parametrize("day", ["2569-01-01", "1026-01-01", "1849-12-31", "2201-01-01"])
def test_improbable_year_is_refused(day):
    with pytest.raises(ValidationError):
        Identity.model_validate_json(json.dumps({"kind": "group", "founded": day}))


@pytest.mark.parametrize("day", ["1850-01-01", "2200-12-31"])
def test_bounds_belong_to_it(day):
    made = Identity.model_validate_json(json.dumps({"kind": "group", "founded": day}))
    assert made.founded == date.fromisoformat(day)
