"""The command that exchanges with the other desks of the office through a shared folder."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from cso_registry.cli.bundles import EXCHANGERS
from cso_registry.cli.context import Context
from cso_registry.cli.given_files import require_outside
from cso_registry.workspace.exchanging.exchange import Exchange
from cso_registry.workspace.exchanging.watching import Round, Watched


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("watch")(watch)


def watch(
    typer_context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ร่วมของสำนักงาน / shared folder")],
    every: Annotated[
        int | None, typer.Option(min=5, max=86_400, help="ดูซ้ำทุกกี่วินาที / look again, seconds")
    ] = None,
) -> None:
    """แลกเปลี่ยนกับเครื่องอื่นของสำนักงานผ่านโฟลเดอร์ร่วม / Exchange with the other desks."""
    context: Context = typer_context.obj
    require_outside(folder, context.folder)
    with context.opened() as workspace:
        room = Exchange(workspace)
        room.require(context.signed_in(workspace), EXCHANGERS)
        watched = Watched(room, folder.absolute(), workspace.performer.home.replica)
        while True:
            _tell(context, watched.look())
            if every is None:
                return
            time.sleep(every)


def _tell(context: Context, done: Round) -> None:
    told: dict[str, Any] = {
        "taken": [list(one) for one in done.taken],
        "refused": [list(one) for one in done.refused],
        "written": done.written,
        "removed": done.removed,
        "conflicts": done.conflicts,
    }

    def lines() -> None:
        for name, entries in done.taken:
            context.out.print(context.say("watch.taken", file=name, entries=entries))
        for name, why in done.refused:
            context.out.print(f"✗ {name}: {context.say_why(why)}", style="bold red")
        for name in done.written:
            context.out.print(context.say("watch.written", file=name))
        if done.conflicts:
            said = context.say("bundle.conflicts", count=done.conflicts)
            context.out.print(said, style="yellow")
        if not (done.taken or done.refused or done.written):
            context.out.print(context.say("watch.nothing"))

    context.tell(told, lines)
