"""Every act, as the design promises it: texts, sources, roles, schema, refusal, kept entry.

``CSO_UPDATE_GOLDEN=1`` writes the kept entries of the present versions anew; look
through the difference before it is kept.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import string
import textwrap
import tomllib
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from cso_registry.domain.catalogue import ACTS, RECORDS
from cso_registry.domain.permission import FOUNDING
from cso_registry.domain.rule import RefusedError
from cso_registry.host.resources import find_resources
from cso_registry.host.texts import Texts
from cso_registry.journal.entry import GENESIS, PersonalPart, entry_hash, read_entry
from cso_registry.journal.fold import fold
from cso_registry.storage.connection import open_writer
from cso_registry.storage.schema import migrate
from cso_registry.storage.verify import Prover
from cso_registry.workspace.field_types import groups_in
from cso_registry.workspace.performing import FOUNDER
from tests.acts.golden_entries import kept_entries, path_of, write
from tests.support.arriving import Arrivals
from tests.support.examples import NOT_VALID, Scene
from tests.support.registry import KEY, RESOURCES, example_acts, new_registry

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.domain.act import Act
    from cso_registry.domain.record import Record
    from tests.support.registry import MadeRegistry

UPDATES = os.environ.get("CSO_UPDATE_GOLDEN") == "1"
every_act = pytest.mark.parametrize("kind", sorted(ACTS))


def texts() -> dict[str, dict[str, Any]]:
    """Every table of every file of texts, put together."""
    merged: dict[str, dict[str, Any]] = {}
    for path in sorted((RESOURCES / "texts").glob("*.toml")):
        for table, content in tomllib.loads(path.read_text("utf-8")).items():
            merged.setdefault(table, {}).update(content)
    return merged


@pytest.fixture(scope="module")
def said():
    return texts()


@pytest.fixture(scope="module")
def delivered():
    """The texts as the program reads them."""
    return Texts.load(find_resources())


@pytest.fixture
def registry(tmp_path: Path):
    with new_registry(tmp_path / "registry") as made:
        yield made


def lacks(said: dict[str, str] | None, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if not (said or {}).get(name, "").strip()]


BOTH = ("th", "en")
WITH_HELP = (*BOTH, "help_th", "help_en")


@every_act
def test_act_and_its_fields_speak_both_languages(kind, said):
    assert not lacks(said["act"].get(kind), WITH_HELP)
    own = said["act"][kind].get("field", {})
    for name in ACTS[kind].model_fields:
        assert not lacks(own.get(name) or said["field"].get(name), BOTH), name


def test_words_of_an_act_are_for_fields_it_has(said):
    assert said["act"].keys() == ACTS.keys()
    for kind, words in said["act"].items():
        assert words.get("field", {}).keys() <= set(fields_of(ACTS[kind])), kind


def fields_of(model):
    """The fields of an act, those of the groups in it, too."""
    for name, info in model.model_fields.items():
        yield name
        for group in groups_in(info.annotation):
            yield from fields_of(group)


@every_act
def test_every_rule_has_source_and_sentence(kind, said):
    for rule in ACTS[kind].rules:
        assert rule.id
        assert rule.cite.strip()
        assert rule.check.__doc__ or rule.name in {"standing_allows_it", "item_is_there"}
        assert not lacks(said["rule"].get(rule.key), BOTH), rule.key


@pytest.mark.parametrize(
    "rule",
    {rule.key: rule for act in ACTS.values() for rule in act.rules}.values(),
    ids=lambda rule: rule.key,
)
def test_sentence_of_a_rule_needs_only_what_every_fault_says(rule, said):
    """A rule may find several faults; a gap without a value would break the sentence off."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule.check)))
    calls = [
        {word.arg for word in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "fault"
    ]
    assert calls
    gaps = {
        name for _, name, _, _ in string.Formatter().parse(said["rule"][rule.key]["th"]) if name
    }
    assert gaps <= set.intersection(*calls)


def test_no_sentence_is_left_of_a_rule_that_is_gone(said):
    assert said["rule"].keys() == {rule.key for act in ACTS.values() for rule in act.rules}


def models_within(annotation: Any) -> set[type[BaseModel]]:
    """Every model an annotation names, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = [field.annotation for field in annotation.model_fields.values()]
        return {annotation}.union(*map(models_within, inner))
    return set().union(*map(models_within, get_args(annotation)))


def test_every_group_and_its_fields_speak_both_languages(said):
    groups = {
        f"{kept.type}.{name}": slot
        for kept in RECORDS.values()
        for name, slot in kept.slots.items()
    }
    assert said["group"].keys() == groups.keys()
    for name, slot in groups.items():
        assert not lacks(said["group"][name], BOTH), name
        for model in models_within(slot.model):
            for field in model.model_fields:
                assert not lacks(said["field"].get(field), BOTH), f"{model.__name__}.{field}"


@every_act
def test_someone_may_do_it(kind):
    assert bool(ACTS[kind].roles) == (kind != FOUNDING)


@every_act
def test_example_goes_through_json_and_fits_its_schema(kind, registry):
    act = example_acts()[kind].make(Scene(registry), registry.founder)
    assert type(act) is ACTS[kind]
    text = act.model_dump_json()
    assert ACTS[kind].model_validate_json(text) == act
    schema = json.loads(json.dumps(ACTS[kind].model_json_schema()))
    assert schema["properties"].keys() == ACTS[kind].model_fields.keys()
    assert schema["additionalProperties"] is False
    assert set(schema.get("required", ())) <= json.loads(text).keys()


@every_act
def test_example_is_refused_when_it_is_wrong(kind, registry, delivered):
    """The refusal names the rule, and nothing is left of the act."""
    example, scene = example_acts()[kind], Scene(registry)
    plain = example.make(scene, registry.founder).model_dump(mode="json")
    plain |= example.wrong(scene, registry.founder)
    before = registry.entries(), registry.reading.counts()
    if example.refusal == NOT_VALID:
        with pytest.raises(ValidationError):
            ACTS[kind].model_validate_json(json.dumps(plain))
        return
    act = ACTS[kind].model_validate_json(json.dumps(plain))
    with pytest.raises(RefusedError) as refused:
        registry.perform(act)
    assert example.refusal in {reason.key for reason in refused.value.reasons}
    for reason in refused.value.reasons:
        for language in BOTH:
            assert "{" not in delivered.rule(reason.key).say(language, **reason.params)
    assert (registry.entries(), registry.reading.counts()) == before


@pytest.mark.parametrize("kind", ["organization.change_person", "organization.put_post"])
def test_fault_stands_beside_a_field_of_the_act(kind, registry):
    """A form can show a sentence only beside a field that it has."""
    example, scene = example_acts()[kind], Scene(registry)
    plain = example.make(scene, registry.founder).model_dump(mode="json")
    plain |= example.wrong(scene, registry.founder)
    with pytest.raises(RefusedError) as refused:
        registry.perform(ACTS[kind].model_validate_json(json.dumps(plain)))
    fields = {reason.field for reason in refused.value.reasons} - {None}
    assert fields <= ACTS[kind].model_fields.keys()


@pytest.mark.parametrize("kind", sorted(set(ACTS) - {FOUNDING}))
def test_act_that_says_something_unknown_is_refused(kind, registry):
    """A field that nobody reads would be a decision that nobody takes."""
    plain = example_acts()[kind].make(Scene(registry), registry.founder).model_dump(mode="json")
    with pytest.raises(ValidationError):
        ACTS[kind].model_validate_json(json.dumps(plain | {"approved": True}))


def written_by(
    act: Act, registry: MadeRegistry
) -> list[tuple[bytes, dict[int, tuple[bytes, bytes]]]]:
    """The entries that one act writes."""
    before = len(registry.entries())
    registry.perform(act)
    return registry.entries()[before:]


@every_act
def test_entry_is_the_kept_one(kind, registry):
    """Same clock, identities and chance give the same bytes in every release."""
    if kind == FOUNDING:
        made = registry.entries()
    else:
        made = written_by(example_acts()[kind].make(Scene(registry), registry.founder), registry)
    assert made
    for part, (body, parts) in enumerate(made, start=1):
        path = path_of(kind, ACTS[kind].version, part)
        if UPDATES:
            write(path, body, parts)
        assert path.read_bytes() == body, path.name
    assert not path_of(kind, ACTS[kind].version, len(made) + 1).exists()
    assert registry.prove().is_sound


def test_every_version_of_every_act_is_kept():
    kept = {(one.kind, one.version) for one in kept_entries()}
    assert kept == {
        (kind, version) for kind, act in ACTS.items() for version in range(1, act.version + 1)
    }


@pytest.mark.parametrize("kept", kept_entries(), ids=lambda kept: kept.path.name)
@pytest.mark.parametrize("erased", [False, True], ids=["whole", "erased"])
def test_kept_entry_is_read_and_folded(kept, erased, tmp_path):
    """Alone in an empty registry, as it comes first in a bundle, with or without its persons."""
    said = read_entry(kept.body)
    assert (said.kind, said.version) == (kept.kind, kept.version)
    parts = {} if erased else kept.parts
    for position, change in enumerate(said.changes):
        assert (change.personal is not None) == (position in kept.parts)
        if change.personal is not None:
            assert PersonalPart(position, *kept.parts[position]).hash == change.personal
    connection = open_writer(tmp_path / "registry.db", KEY)
    migrate(connection)
    connection.execute("BEGIN")
    arrivals = Arrivals(connection)
    assert arrivals.take(kept.body, parts)
    arrivals.flush()
    connection.execute("COMMIT")
    state = fold([(entry_hash(kept.body), said)])
    for record in {change.record for change in said.changes}:
        groups = {name for of, name in state if of == record}
        check_built(arrivals.record(record), groups, erased=erased)
    # A part that is gone without an erasure is a finding; what was never personal is sound.
    if said.prev == GENESIS and (not erased or not kept.parts):
        assert Prover(connection, tmp_path / "registry.db", KEY).prove().is_sound
    connection.close()


def check_built(found: Record, groups: set[str], *, erased: bool) -> None:
    """Every group of the record can be read as what it is."""
    there = set()
    for name in found.slots:
        value = getattr(found, name)
        if isinstance(value, dict):
            there |= {f"{name}/{key}" for key in value}
        elif value is not None:
            there.add(name)
    taken_away = {group for group in groups - there if "/" in group}
    assert there | taken_away == groups
    assert not found.erased or erased


def test_changed_kept_entry_is_caught(registry):
    """The comparison can fail: one more second on the clock gives other bytes."""
    registry.clock.ms += 1_000
    act = example_acts()["organization.register"].make(Scene(registry), registry.founder)
    ((body, _),) = written_by(act, registry)
    assert body != path_of("organization.register", 1).read_bytes()


def test_founding_needs_no_officer_and_happens_once(registry):
    act = example_acts()[FOUNDING].make(Scene(registry), registry.founder)
    with pytest.raises(RefusedError):
        registry.perform(act, FOUNDER)
