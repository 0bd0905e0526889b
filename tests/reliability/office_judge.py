"""The judge of the real program: opens what is left, proves it, counts, and saves once more."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from cso_registry.domain.organizations.records import Organization
from cso_registry.kernel.errors import KnownError, RegistryError
from cso_registry.kernel.ids import RecordId
from cso_registry.storage.backup import read_manifest
from cso_registry.storage.reading import OrganizationFilter
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.restoring import rehearse_restore
from cso_registry.workspace.workspace import Workspace
from tests.reliability.office_at_work import (
    ARRIVING,
    BACKUP,
    BUNDLE,
    EXPECTED,
    KEYS,
    NEW_SECRET,
    OFFICER_SECRET,
    REGISTRY,
    RESTORED,
    SHEET_ROWS,
    foreign_state,
    program,
    register,
    session_of,
)
from tests.reliability.verdicts import Aftermath, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from cso_registry.workspace.means import Program

IN_SHEET, IN_BUNDLE = "กลุ่มในแผ่นงาน", "กลุ่มจากส่วนกลาง"
BUG = 70


@cache
def delivered() -> Program:
    return program()


def judge(aftermath: Aftermath) -> Verdict:
    """Open, prove, count what was promised, and register once more."""
    with Workspace.opened(aftermath.folder / REGISTRY, KEYS, delivered()) as workspace:
        promised = [line.split(" ", 2) for line in aftermath.acknowledged]
        lost = sum(not kept(workspace, aftermath.folder, words) for words in promised)
        partial = halves(workspace, aftermath.folder)
        findings = workspace.verify().findings
        corrupt = len(findings) + doubled_numbers(workspace) + len(workspace.read.number_gaps())
        stuck = stays_stuck(workspace)
    code = aftermath.exit_code
    wordless = code is not None and code > 0 and (code != 2 or not aftermath.output.strip())
    notes = f"exit {code}: {aftermath.output[-300:]} {[one.where for one in findings]}"
    return Verdict(
        lost=lost,
        partial=partial,
        corrupt=corrupt,
        wordless=int(wordless),
        stuck=int(stuck),
        notes=(notes,),
    )


def kept(workspace: Workspace, folder: Path, words: list[str]) -> bool:  # noqa: PLR0911
    """Whether one promise holds."""
    what = words[0]
    if what == "register":
        record = workspace.read.record(RecordId(words[1]))
        return isinstance(record, Organization) and record.register_number == words[2]
    if what == "sheet":
        return from_sheet(workspace) == int(words[1])
    if what == "file":
        return not list(workspace.attachments.faults(workspace._parts.connection)) and (
            workspace._parts.connection.one(
                "SELECT 1 FROM attachments WHERE sha256 = ?", (bytes.fromhex(words[1]),)
            )
            is not None
        )
    if what == "bundle":
        return arrived(workspace) == ARRIVING
    if what == "backup":
        return read_manifest(folder / BACKUP).entries == int(words[1])
    if what == "restored":
        with Workspace.opened(folder / RESTORED, KEYS, delivered()) as restored:
            return restored.verify().is_sound
    officer = session_of(workspace).officer
    return what == "secret" and workspace.sign_in(officer, NEW_SECRET).officer == officer


def halves(workspace: Workspace, folder: Path) -> int:
    """How much is half done: a part of a sheet, a backup that cannot be restored, a secret."""
    found = int(from_sheet(workspace) not in {0, SHEET_ROWS})
    found += int(arrived(workspace) not in {0, ARRIVING})
    found += int(taken_again(workspace, folder) != ARRIVING)
    found += int(not ends_as_undisturbed(workspace, folder))
    try:
        rehearse_restore(folder / BACKUP, folder / "rehearsal", KEYS)
    except RegistryError:
        found += 1
    officer = session_of(workspace).officer
    opens = 0
    for secret in (OFFICER_SECRET, NEW_SECRET):
        try:
            workspace.sign_in(officer, secret)
            opens += 1
        except KnownError:
            continue
    return found + int(opens != 1)


def from_sheet(workspace: Workspace) -> int:
    chosen = OrganizationFilter(text=IN_SHEET)
    return len(workspace.read.organization_keys(chosen, workspace.today))


def arrived(workspace: Workspace) -> int:
    chosen = OrganizationFilter(text=IN_BUNDLE)
    return len(workspace.read.organization_keys(chosen, workspace.today))


def taken_again(workspace: Workspace, folder: Path) -> int:
    """How much is there after the bundle is taken once more: an interrupted import goes on."""
    with (folder / BUNDLE).open("rb") as source:
        Exchange(workspace).take(source, lambda *_: None)
    return arrived(workspace)


def ends_as_undisturbed(workspace: Workspace, folder: Path) -> bool:
    """Whether all that came from elsewhere is, to the byte, what it is without a fault."""
    told = json.loads(foreign_state(workspace))
    expected = json.loads((folder / EXPECTED).read_text("utf-8"))
    # Files of its own are attached by the work of the office itself.
    files = [one for one in told[2] if one in expected[2]]
    return [told[0], told[1], files, told[3]] == expected


def doubled_numbers(workspace: Workspace) -> int:
    rows = workspace.read.first_organizations(OrganizationFilter(), workspace.today, 1_000)
    numbers = [row.number for row in rows]
    return len(numbers) - len(set(numbers))


def stays_stuck(workspace: Workspace) -> bool:
    try:
        register(workspace, session_of(workspace), "หลังเหตุ")
    except RegistryError:
        return True
    return False
