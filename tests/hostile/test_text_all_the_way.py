"""Hostile text that an act takes, carried all the way (Q:R17, R15).

Every text of every act is replaced at once by something hostile, as far as the act takes
it, and done. Then the registry is opened as people open it: listed, sorted, searched,
shown, printed, exported, proved, backed up, restored, and compared.
"""

from __future__ import annotations

import csv
import json
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from cso_registry.cli import main
from cso_registry.cli.context import Context
from cso_registry.domain.catalogue import ACTS
from cso_registry.domain.organizations.records import Organization
from cso_registry.domain.permission import FOUNDING
from cso_registry.host.resources import find_resources
from cso_registry.host.secrets import OFFICER_SECRET_VARIABLE, PASSPHRASE_VARIABLE
from cso_registry.host.texts import Texts
from cso_registry.kernel.errors import RegistryError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.tables.formula_guard import is_dangerous
from cso_registry.workspace.exporting import export_organizations
from cso_registry.workspace.letter_press import order_as_asked
from cso_registry.workspace.printing import Press
from cso_registry.workspace.restoring import restore
from cso_registry.workspace.workspace import Workspace
from tests.hostile.openable import made_openable
from tests.hostile.test_text_in_every_field import HOSTILE, leaves, outcome, replaced
from tests.support.desk import KEYS, OFFICER_SECRET, PASSPHRASE, add_subjects, new_desk, program_at
from tests.support.examples import Scene
from tests.support.registry import example_acts, new_registry
from tests.tables.test_writing_tables import formula_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cso_registry.workspace.means import Program
    from cso_registry.workspace.performing import Session
    from tests.support.registry import MadeRegistry

NEW_REPLICA = "01a1fc00-0000-7000-8000-000000000099"
FORMULAS = ("=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1+1")
TEXTS = (*FORMULAS, *(text for name, text in HOSTILE.items() if name != "long"))
TRIES = 4


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(find_resources())


def as_hostile_as_taken(
    registry: MadeRegistry, kind: str, plain: dict[str, Any], texts: Texts
) -> tuple[dict[str, Any], list[str]]:
    """The act with each of its texts replaced, where it takes one of a few; and these."""
    taken, begin = [], sum(kind.encode())
    for number, path in enumerate(leaves(plain), begin):
        for text in islice(cycle(TEXTS), number * TRIES, (number + 1) * TRIES):
            tried = replaced(plain, path, text)
            if outcome(registry, kind, tried, texts) == "done":
                plain = tried
                taken.append(text)
                break
    return plain, taken


def kept_records(workspace: Workspace, identities: Mapping[str, str]) -> dict[str, Any]:
    """All there is of some records."""
    found = {}
    for identity in identities:
        record = workspace.read.record(RecordId(identity))
        assert record is not None
        found[identity] = {name: str(getattr(record, name)) for name in record.slots}
    return found


def look_everywhere(workspace: Workspace, kept: dict[str, Any]) -> None:
    """Lists, sorted and searched; histories."""
    today = workspace.today
    for identity in kept:
        assert workspace.read.history(RecordId(identity))
    rows = workspace.read.first_organizations(OrganizationFilter(), today, 1_000)
    listed = {row.id for row in rows}
    for identity in kept:
        record = workspace.read.record(RecordId(identity))
        if isinstance(record, Organization):
            assert identity in listed
            workspace.read.search(record.display_name, today)
    for text in TEXTS:
        if "\ud800" not in text:
            workspace.read.search(text, today)
            chosen = OrganizationFilter(text=text)
            assert len(workspace.read.organization_keys(chosen, today)) <= len(rows)


def exported_safely(workspace: Workspace, session: Session, folder: Path) -> None:
    """No cell of an export is a formula, and every row comes out (Q:R15)."""
    for name in ("out.csv", "out.xlsx"):
        count = export_organizations(
            workspace, session, folder / name, province=None, language="th"
        )
        if name.endswith("xlsx"):
            assert formula_cells((folder / name).read_bytes()) == 0
            continue
        with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
            cells = list(csv.reader(stream))
        assert len(cells) == count + 1
        assert not [one for row in cells for one in row if is_dangerous(one) and one[:1] != "'"]


def shown(
    folder: Path,
    identities: Mapping[str, str],
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The commands that show a record end as they should and say no control character."""
    monkeypatch.setattr(main, "Context", partial(Context, program=program))
    for words in (("show",), ("history",), ("--json", "show")):
        monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE.reveal_text())
        monkeypatch.setenv(OFFICER_SECRET_VARIABLE, OFFICER_SECRET.reveal_text())
        capsys.readouterr()
        code = main.outcome(
            ["--registry", str(folder), "--lang", "th", *words, next(iter(identities))]
        )
        said = capsys.readouterr()
        assert code == 0, (words, code, said)
        assert not set(said.out) & set("\x00\x07\x08\x1b\u202e"), said.out
        if "--json" in words:
            json.loads(said.out)


def printed(workspace: Workspace, session: Session, kept: dict[str, Any]) -> None:
    """What may be printed is printed, and what may not says why."""
    press = Press(workspace, "th")
    for identity in kept:
        record = workspace.read.record(RecordId(identity))
        if isinstance(record, Organization):
            for code in ("D-01", "D-02"):
                assert drawn_or_told(workspace, partial(press.issue, code, record, session))


def drawn_or_told(workspace: Workspace, make: Callable[[], Any]) -> bool:
    """Whether there is a page, or a sentence why there is none."""
    try:
        found = make()
    except RegistryError as error:
        return bool(workspace.program.texts.error(error, "th"))
    except ValidationError as error:
        # The command line says of each field what is wrong with it.
        return bool(error.errors())
    return bool(found)


@pytest.mark.parametrize("text", TEXTS)
def test_letter_with_hostile_words_is_drawn_or_says_why_not(text, tmp_path):
    with new_desk(tmp_path / "registry", province=None) as at_desk:
        subject = at_desk.workspace.read.record(add_subjects(at_desk, 1)[0])
        press = Press(at_desk.workspace, "th")
        asked = {"recipient": text, "address": text, "topic": text, "body": text}
        make = partial(press.issue_letter, order_as_asked("L-00", subject, asked), at_desk.session)
        assert drawn_or_told(at_desk.workspace, make)
        assert at_desk.workspace.verify().findings == []


@pytest.mark.parametrize("kind", sorted(set(ACTS) - {FOUNDING}))
def test_hostile_text_goes_all_the_way(kind, tmp_path, texts, monkeypatch, capsys):
    folder = tmp_path / "registry"
    with new_registry(folder) as registry:
        plain = example_acts()[kind].make(Scene(registry), registry.founder)
        said, taken = as_hostile_as_taken(registry, kind, plain.model_dump(mode="json"), texts)
        assert taken, "no text of this act takes anything hostile: the walk proves nothing"
        done = registry.perform(ACTS[kind].model_validate(said, strict=False))
        made_openable(registry)
        clock, session = registry.clock, registry.founder_session
    with Workspace.opened(folder, KEYS, program_at(clock)) as workspace:
        kept = kept_records(workspace, done.records)
        look_everywhere(workspace, kept)
        exported_safely(workspace, session, tmp_path)
        if kind.startswith("organization."):
            printed(workspace, session, kept)
        assert workspace.verify().findings == [], taken
        workspace.back_up(tmp_path / "b")
    shown(folder, done.records, program_at(clock), monkeypatch, capsys)
    restore(tmp_path / "b", tmp_path / "restored", KEYS, NEW_REPLICA)
    with Workspace.opened(tmp_path / "restored", KEYS, program_at(clock)) as workspace:
        assert kept_records(workspace, done.records) == kept
        assert workspace.verify().findings == []
