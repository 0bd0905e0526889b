"""The command that exchanges with the other desks of the office through a shared folder."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cso_registry.cli.bundles import EXCHANGERS
from cso_registry.cli.context import Context
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.watching import Round, Watched
from cso_registry.workspace.keeping import require_outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.kernel.errors import RegistryError
    from cso_registry.workspace.performing import Session
    from cso_registry.workspace.workspace import Workspace


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("watch")(watch)


def watch(
    typer_context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ร่วมของสำนักงาน / shared folder")],
    every: Annotated[
        int | None, typer.Option(min=1, max=86_400, help="ดูซ้ำทุกกี่วินาที / look again, seconds")
    ] = None,
) -> None:
    """แลกเปลี่ยนกับเครื่องอื่นของสำนักงานผ่านโฟลเดอร์ร่วม / Exchange with the other desks."""
    context: Context = typer_context.obj
    require_outside(folder, context.folder)
    keys = context.keys()
    with context.opened(keys) as workspace:
        session = context.signed_in(workspace)
        watched = Watched(folder.absolute(), workspace.performer.home.replica)
        _tell(context, _look(workspace, session, watched))
    if every is None:
        return
    with stopping() as stop:
        # Between two looks the registry is closed, so that people work in it meanwhile.
        while not stop.wait(every):
            try:
                with context.opened(keys) as workspace:
                    done = _look(workspace, session, watched)
            except (InputError, KnownError) as error:
                _tell_trouble(context, error)
            else:
                _tell(context, done)
    context.tell({"stopped": True}, lambda: context.out.print(context.say("watch.stopped")))


@contextmanager
def stopping() -> Iterator[Event]:
    """Give an event that is set by Ctrl+C and by whoever ends the program, for a block."""
    stop = Event()
    asked = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.signal(one, lambda _number, _frame: stop.set()) for one in asked}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _look(workspace: Workspace, session: Session, watched: Watched) -> Round:
    room = Exchange(workspace)
    room.require(session, EXCHANGERS)
    return watched.look(room)


def _tell_trouble(context: Context, error: RegistryError) -> None:
    """Say what stands in the way just now; the next look tries again."""
    said = context.texts.text(error.key, context.language, **error.params)
    context.tell(
        {"trouble": error.key},
        lambda: context.out.print(context.say("watch.trouble", why=said), style="yellow"),
    )
    sys.stdout.flush()


def _tell(context: Context, done: Round) -> None:
    told: dict[str, Any] = {
        "taken": [list(one) for one in done.taken],
        "arriving": done.arriving,
        "refused": [list(one) for one in done.refused],
        "written": done.written,
        "removed": done.removed,
        "conflicts": done.conflicts,
    }

    def lines() -> None:
        for name, entries in done.taken:
            context.out.print(context.say("watch.taken", file=name, entries=entries))
        for name in done.arriving:
            context.out.print(context.say("watch.arriving", file=name))
        for name, why in done.refused:
            context.out.print(f"✗ {name}: {context.say_why(why)}", style="bold red")
        for name in done.written:
            context.out.print(context.say("watch.written", file=name))
        if done.conflicts:
            said = context.say("bundle.conflicts", count=done.conflicts)
            context.out.print(said, style="yellow")
        if not (done.taken or done.arriving or done.refused or done.written):
            context.out.print(context.say("watch.nothing"))

    context.tell(told, lines)
    sys.stdout.flush()
