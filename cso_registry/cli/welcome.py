"""The first look: a training registry with invented data, and what one can do with it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import typer  # noqa: TC002 - typer reads the annotations of commands

from cso_registry.cli.context import Context
from cso_registry.seal.secret import Secret
from cso_registry.workspace.founding import Founding, found_registry
from cso_registry.workspace.keyfile import NAME, Keys, Locks
from cso_registry.workspace.performing import Session
from cso_registry.workspace.sampling import add_samples
from cso_registry.workspace.workspace import Workspace

PROGRAM = "cso-registry"
TRAINING_FOLDER = "training"
TRAINING_WORDS = "ฝึกหัด-ทะเบียน-ภาคี"
"""Opens the training registry for everyone: nothing in it is real."""
SUBJECTS, SEED = 300, 2569
TRIES = ("list", "search", "show", "history", "print", "import", "act", "verify", "backup")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("welcome")(welcome)


def welcome(typer_context: typer.Context) -> None:
    """เปิดทะเบียนฝึกหัดและบอกสิ่งที่ทำได้ / Open a training registry and say what one can do."""
    context: Context = typer_context.obj
    folder = context.places.data / TRAINING_FOLDER
    secret = Secret.of_text(TRAINING_WORDS)
    if not (folder / NAME).exists():
        _make(context, folder, secret)
    with Workspace.opened(folder, Keys(passphrase=secret), context.program) as workspace:
        count = sum(workspace.read.tallies().values())
    context.tell(
        {"folder": str(folder), "subjects": count},
        lambda: _lines(context, folder, count),
    )


def _make(context: Context, folder: Path, secret: Secret) -> None:
    founding = Founding(
        code=context.texts.text("welcome.code", "th"),
        name_th=context.texts.text("welcome.office", "th"),
        name_en=context.texts.text("welcome.office", "en"),
        province=None,
        title=None,
        given=context.texts.text("welcome.given", "th"),
        family=context.texts.text("welcome.family", "th"),
        position=None,
        secret=secret,
        is_training=True,
    )
    founder = found_registry(folder, founding, Locks(passphrase=secret), context.program)
    with (
        Workspace.opened(folder, Keys(passphrase=secret), context.program) as workspace,
        context.progress(context.say("cli.sampling")) as report,
    ):
        add_samples(workspace, Session(founder), count=SUBJECTS, seed=SEED, progress=report)


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
