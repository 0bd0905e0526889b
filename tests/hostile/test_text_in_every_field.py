"""Hostile text in every text field of every act (Q:R17).

Each text of each example is replaced in turn. The act is done or refused with a sentence;
what is done is folded, listed, found, shown and proved, and taken back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.permission import FOUNDING
from cso_registry.host.resources import find_resources
from cso_registry.host.texts import Texts
from cso_registry.journal.entry import read_entry
from cso_registry.kernel.errors import RegistryError
from cso_registry.workspace.performing import Session
from tests.support.examples import Scene
from tests.support.registry import example_acts, new_registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.registry import MadeRegistry

FORMAL = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-.*|\d{4}-\d{2}-\d{2}|[0-9a-f]{64}|age1.*|[A-Z]{1,4}[-0-9].*|[a-z_.]+|\d{2,6}"
)
"""Identities, days, hashes and codes are no text: they are refused by their form."""
HOSTILE = {
    "quotes": "'); DROP TABLE journal; -- \"%_\\",
    "formula": '=HYPERLINK("http://example.org","กด")',
    "braces": "{name_th} {{x}} %s %(a)s $HOME ${x} <b>&amp;</b>",
    "nul": "ก\x00ข",
    "escapes": "\x1b[31mแดง\x07\b\x7f",
    "bidi": "\u202eกลับ\u2066ขวา\u2069\u200f",
    "marks": "ก" + "่้๊๋์ํ" * 40,
    "zalgo": "a" + "\u0301" * 300,
    "invisible": "\u200b\u2060\ufeff\u00ad",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "astral": "𝕌𝟜𐍈",
    "surrogate": "ก\ud800",
    "lines": "หนึ่ง\r\nสอง\u2028สาม\u0085สี่\tห้า",
    "long": "ยาว" * 120_000,  # over a megabyte as it is stored
}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the texts of an act stand, and where one could: a field that is not given."""
    if value is None:
        yield path
    elif isinstance(value, str):
        if not FORMAL.fullmatch(value):
            yield path
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from leaves(one, (*path, at))


def replaced(value: Any, path: tuple[Any, ...], text: str) -> Any:
    if not path:
        return text
    if isinstance(value, dict):
        return {**value, path[0]: replaced(value[path[0]], path[1:], text)}
    return [replaced(one, path[1:], text) if at == path[0] else one for at, one in enumerate(value)]


class TakenBackError(Exception):
    """Takes an act back, so that every text meets the same registry."""


def take_back() -> None:
    raise TakenBackError


def outcome(registry: MadeRegistry, kind: str, plain: dict[str, Any], texts: Texts) -> str:
    """Do the act and take it back: what became of it."""
    try:
        act = ACTS[kind].model_validate(plain, strict=False)
    except (ValidationError, UnicodeEncodeError):
        return "refused by its form"
    try:
        with registry.performer.performing() as work:
            done = work.perform(act, Session(registry.founder))
            work.flush()
            for entry in done.entries:
                body = registry.connection.value(
                    "SELECT body FROM journal WHERE entry = ?", (entry,)
                )
                read_entry(body)
            for identity in done.records:
                record = registry.reading.record(identity)
                assert record is not None
                record.shadow()
                for name in record.slots:
                    getattr(record, name)
            take_back()
    except TakenBackError:
        return "done"
    except RegistryError as error:
        said = [texts.error(error, language) for language in ("th", "en")]
    assert all(said)
    return "refused with a sentence"


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(find_resources())


@pytest.mark.parametrize("kind", sorted(set(ACTS) - {FOUNDING}))
def test_every_text_of_an_act_takes_anything(kind, tmp_path, texts):
    with new_registry(tmp_path / "registry") as registry:
        scene = Scene(registry)
        plain = example_acts()[kind].make(scene, registry.founder).model_dump(mode="json")
        before = registry.reading.counts()
        for path in leaves(plain):
            for text in HOSTILE.values():
                assert outcome(registry, kind, replaced(plain, path, text), texts)
        assert registry.reading.counts() == before
        assert registry.prove().is_sound
