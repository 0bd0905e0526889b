"""The entry point: options that every command shares, and the end of every error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from typer.exceptions import TyperException
from typer.main import get_command

from cso_registry.cli import (
    acting,
    agreements,
    audit,
    backups,
    bundles,
    calendar,
    calls,
    certificates,
    checking,
    clauses,
    codes,
    committees,
    conflicts,
    counter,
    day_sheet,
    delivery,
    dossiers,
    due_days,
    founding,
    growth,
    help_pages,
    import_batches,
    journal,
    key_sheets,
    letters,
    looking,
    looks,
    missions,
    notices,
    papers,
    past,
    person_data,
    privacy,
    public_extract,
    recovery_keys,
    scans,
    scoring,
    screening,
    sheets,
    small_jobs,
    state,
    supervision,
    survey_tables,
    templates,
    trust,
    watching,
    welcome,
)
from cso_registry.cli.act_fields import UnclearFieldsError
from cso_registry.cli.context import Context, ResultNotShownError
from cso_registry.cli.spoken_help import HELP, command_asked_about, tell_help
from cso_registry.cli.telling import tell_bad_fields, tell_refusal
from cso_registry.cli.usage import AS_JSON, language_asked, tell_usage
from cso_registry.documents.reading.child import CHILD_FLAG as PAPER_FLAG
from cso_registry.documents.reading.child import main as read_paper_in_child
from cso_registry.host.crash import installed_version, write_report
from cso_registry.host.paths import find_places
from cso_registry.host.secrets import (
    OFFICER_SECRET_VARIABLE,
    PASSPHRASE_VARIABLE,
    SecretSource,
)
from cso_registry.kernel.errors import RegistryError
from cso_registry.tables.child import CHILD_FLAG
from cso_registry.tables.child import main as read_in_child
from cso_registry.workspace.aide_child import AIDE_FLAG
from cso_registry.workspace.aide_child import main as be_an_aide
from cso_registry.workspace.faults import known_fault
from cso_registry.workspace.sheet_child import SHEET_FLAG
from cso_registry.workspace.sheet_child import main as read_sheet_in_child

BUG = 70
NOT_SHOWN = 74
PROGRAM = "cso-registry"
CANCELLED = 130


class Said(StrEnum):
    """The languages of the interface."""

    TH = "th"
    EN = "en"


app = typer.Typer(
    name=PROGRAM,
    help="ทะเบียนภาคีประชาสังคม / registry of civil-society organisations",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@dataclass(slots=True)
class Run:
    """One run: the context, once the shared options were read."""

    context: Context | None = None


@app.callback()
def shared(
    typer_context: typer.Context,
    registry: Annotated[
        Path | None, typer.Option("--registry", help="โฟลเดอร์ทะเบียน / folder of the registry")
    ] = None,
    lang: Annotated[Said, typer.Option("--lang", help="ภาษา / language")] = Said.TH,
    as_json: Annotated[bool, typer.Option("--json", help="ผลเป็น JSON / result as JSON")] = False,
    as_officer: Annotated[
        str | None, typer.Option("--as", help="เจ้าหน้าที่ (ชื่อหรือรหัส) / officer, by name or id")
    ] = None,
    acting_for: Annotated[
        str | None, typer.Option("--acting-for", help="รักษาการแทน / act for, by order")
    ] = None,
) -> None:
    """ทะเบียนภาคีประชาสังคม / registry of civil-society organisations."""
    folder = find_places().registry(registry)
    run_now = typer_context.obj
    typer_context.obj = Context(
        folder=folder,
        language=lang.value,
        as_json=as_json,
        as_officer=as_officer,
        acting_for=acting_for,
    )
    run_now.context = typer_context.obj


for part in (
    founding,
    acting,
    codes,
    looking,
    past,
    journal,
    papers,
    certificates,
    checking,
    key_sheets,
    letters,
    screening,
    missions,
    calendar,
    notices,
    calls,
    scans,
    scoring,
    person_data,
    agreements,
    clauses,
    delivery,
    survey_tables,
    privacy,
    public_extract,
    sheets,
    backups,
    small_jobs,
    state,
    supervision,
    templates,
    trust,
    bundles,
    committees,
    conflicts,
    audit,
    watching,
    counter,
    growth,
    dossiers,
    due_days,
    day_sheet,
    looks,
    import_batches,
    recovery_keys,
    help_pages,
    welcome,
):
    part.add_to(app)


def run() -> None:
    """Run the command line.

    A refusal exits 2 with every reason; a bug exits 70 and leaves a report without
    personal data; nothing is half done. A packaged program also starts itself to read
    a foreign spreadsheet, picture or PDF in a process of its own, and to work beside itself.
    """
    if sys.argv[1:2] == [CHILD_FLAG]:
        sys.exit(read_in_child(sys.argv[2]))
    if sys.argv[1:2] == [SHEET_FLAG]:
        sys.exit(read_sheet_in_child(sys.argv[2]))
    if sys.argv[1:2] == [AIDE_FLAG]:
        sys.exit(be_an_aide(sys.argv[2]))
    if sys.argv[1:2] == [PAPER_FLAG]:
        sys.exit(read_paper_in_child(*sys.argv[2:4]))
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # What a file name or argument holds that is no text must not end in a bug.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(outcome(sys.argv[1:]))


def _open_closed_streams() -> None:
    """Let what was started without standard streams read and write nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - it stays open as a stream


@cache
def whole_program() -> Any:
    """Return all commands, read from their functions once."""
    return get_command(app)


def outcome(arguments: list[str]) -> int:  # noqa: PLR0911 - one end for each kind of error
    """Run one command and return its exit code; `--version` alone says the version."""
    if arguments == ["--version"]:
        sys.stdout.write(f"cso-registry {installed_version('cso-registry')}\n")
        return 0
    now = Run()
    program = whole_program()
    path = command_asked_about(program, arguments)
    if path is not None:
        return tell_help(_context(now, arguments), path, PROGRAM, asked=HELP in arguments)
    try:
        result = program(arguments, prog_name=PROGRAM, standalone_mode=False, obj=now)
    except (ValidationError, UnclearFieldsError) as error:
        return tell_bad_fields(_context(now), error)
    except RegistryError as error:
        told = tell_refusal(_context(now), error)
        return NOT_SHOWN if isinstance(error, ResultNotShownError) else told
    except (KeyboardInterrupt, typer.Abort):
        return CANCELLED
    except TyperException as error:
        return tell_usage(_context(now, arguments), error)
    except Exception as error:  # noqa: BLE001 - the boundary: what is left is told as a fault of ours
        context = _context(now)
        known = known_fault(error, context.folder)
        return _tell_bug(context, error) if known is None else tell_refusal(context, known)
    return result if isinstance(result, int) else 0


def _context(now: Run, arguments: Sequence[str] = ()) -> Context:
    """Return the context of the run; where it was not yet made, one of the words given."""
    if now.context is not None:
        return now.context
    folder = find_places().registry(None)
    language = Said.EN if language_asked(arguments) == Said.EN.value else Said.TH
    as_json = AS_JSON in arguments
    # What stands in the environment may be what is refused, and telling needs none of it.
    for name in (PASSPHRASE_VARIABLE, OFFICER_SECRET_VARIABLE):
        os.environ.pop(name, None)
    return Context(
        folder,
        language.value,
        as_json=as_json,
        as_officer=None,
        acting_for=None,
        secrets=SecretSource({}, None),
    )


def _tell_bug(context: Context, error: Exception) -> int:
    try:
        report = str(write_report(context.places.logs, error, context.program.clock.now_ms()))
    except RegistryError:
        report = "–"
    context.err.print(context.say("cli.bug", report=report), style="bold red")
    return BUG
