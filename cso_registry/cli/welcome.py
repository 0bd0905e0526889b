"""The first look: a training registry with invented data, and what one can do with it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import typer  # noqa: TC002 - typer reads the annotations of commands

from cso_registry.cli.context import Context
from cso_registry.workspace.opening import (
    TRAINING_SUBJECTS,
    TRAINING_WORDS,
    make_training,
    training_folder,
    training_keys,
)
from cso_registry.workspace.ways import is_registry
from cso_registry.workspace.workspace import Workspace

PROGRAM = "cso-registry"
TRIES = ("list", "search", "show", "history", "print", "import", "act", "verify", "backup")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("welcome")(welcome)


def welcome(typer_context: typer.Context) -> None:
    """เปิดทะเบียนฝึกหัดและบอกสิ่งที่ทำได้ / Open a training registry and say what one can do."""
    context: Context = typer_context.obj
    folder = training_folder(context.places.data)
    if not is_registry(folder):
        with context.progress(context.say("cli.sampling")) as report:
            make_training(folder, context.program, progress=report, subjects=TRAINING_SUBJECTS)
    with Workspace.opened(folder, training_keys(), context.program) as workspace:
        count = sum(workspace.read.tallies().values())
    context.tell(
        {"folder": str(folder), "subjects": count},
        lambda: _lines(context, folder, count),
    )


def _lines(context: Context, folder: Path, count: int) -> None:
    context.out.print(context.say("cli.welcome"), style="bold")
    context.out.print(context.say("cli.welcome_counts", count=count, folder=str(folder)))
    context.out.print(f"export CSO_REGISTRY_PASSPHRASE='{TRAINING_WORDS}'", markup=False)
    context.out.print(f"export CSO_REGISTRY_OFFICER_SECRET='{TRAINING_WORDS}'", markup=False)
    context.out.print(context.say("cli.welcome_try"))
    typed = name_to_type(sys.argv[0])
    for name in TRIES:
        example = context.texts.label(f"welcome.try_{name}").say(context.language)
        context.out.print(f"  {context.say(f'welcome.why_{name}')}", markup=False)
        line = f"    {typed} --registry {shlex.quote(str(folder))} {example}"
        context.out.print(line, markup=False)


def name_to_type(started: str, program: str = PROGRAM) -> str:
    """Return what a person types to start this program: its name, or the way to its file.

    Args:
        started: How it was started now.
        program: What it is called where it is on the path.
    """
    here = Path(started).absolute()
    found = shutil.which(program)
    if found is not None and (not here.exists() or Path(found).resolve() == here.resolve()):
        return program
    if not here.exists() or here.name != program:
        return program
    near = here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here
    return shlex.quote(str(near))
