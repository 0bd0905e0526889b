"""The command that exchanges with the other desks of the office through a shared folder."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cso_registry.cli.bundle_lines import print_all, refused_plain, words_of
from cso_registry.cli.context import Context
from cso_registry.kernel.errors import InputError, KnownError
from cso_registry.workspace.exchanging.watching import Round, Watched, look_into_shared
from cso_registry.workspace.keeping import require_outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cso_registry.kernel.errors import RegistryError


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
        _tell(context, look_into_shared(workspace, session, watched))
    if every is None:
        return
    with stopping() as stop:
        # Between two looks the registry is closed, so that people work in it meanwhile.
        while not stop.wait(every):
            try:
                with context.opened(keys) as workspace:
                    done = look_into_shared(workspace, session, watched)
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
        "not_counted": [refused_plain(one) for one in done.not_counted],
        "ahead": [[one.office, *one.stream, one.seq, one.held] for one in done.ahead],
    }

    said = words_of(context, {}).round(done)
    context.tell(told, lambda: print_all(context, said))
    sys.stdout.flush()
