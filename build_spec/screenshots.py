"""Pictures of the pages of the desktop, drawn without a screen from invented records.

``python -m build_spec.screenshots`` takes every page in six sights that cover languages, looks
and sizes of text; words after it name the parts wanted (a room, `gate`, `palette`, `sign-in`),
and options ask for other sights: ``organizations --language en --theme dark --percent 200``.
The pictures stand in ``build/screenshots/<page>-<language>-<theme>-<percent>.png``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from build_spec.photographer import Photographer, Sight
from build_spec.picture_cases import make_office
from build_spec.picture_walk import GATE, Walk
from cso_registry.host.paths import Places
from cso_registry.workspace.means import this_program
from cso_registry.workspace.opening import training_folder
from cso_registry.workspace.this_computer import ThisComputer
from ui.app import Desktop
from ui.look.measures import PERCENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "build" / "screenshots"
LANGUAGES, THEMES = ("th", "en"), ("light", "dark", "contrast")
SIGHTS: Final = (
    Sight("th", 100, "light"),
    Sight("th", 100, "dark"),
    Sight("th", 200, "light"),
    Sight("en", 100, "light"),
    Sight("en", 100, "contrast"),
    Sight("en", 200, "dark"),
)
SIZE: Final = "1366x768"


def sights(asked: argparse.Namespace) -> Sequence[Sight]:
    """Return the sights asked for: the six, or all that fit what was named."""
    if not (asked.language or asked.theme or asked.percent):
        return SIGHTS
    ways = product(asked.language or ("th",), asked.percent or (100,), asked.theme or ("light",))
    return [Sight(*one) for one in ways]


def size(text: str) -> tuple[int, int]:
    """Return width and height of `1366x768`.

    Raises:
        ValueError: It is not two numbers.
    """
    wide, high = map(int, text.split("x"))
    return wide, high


def asked_for(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("parts", nargs="*", help="rooms, gate, palette, sign-in; none is all")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--percent", action="append", type=int, choices=PERCENTS)
    parser.add_argument("--size", type=size, default=size(SIZE), help=f"of the window: {SIZE}")
    return parser.parse_args(arguments)


def main() -> int:
    """Take the pictures and return the exit code."""
    asked = asked_for(sys.argv[1:])
    OUT.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(*(Path(folder) / name for name in ("data", "config", "logs", "state")))
        make_office(training_folder(places.data), this_program())
        desktop = Desktop(app, this_program(), ThisComputer(places))
        desktop.keeper.choose(language="th", theme="light", percent=100)
        desktop.window.show()
        desktop.window.begin()
        photographer = Photographer(desktop, OUT, sights(asked), asked.size)
        walk = Walk(desktop, photographer)
        wanted = asked.parts or list(walk.parts)
        unknown = [one for one in wanted if one not in walk.parts]
        if unknown:
            print(f"{', '.join(unknown)}? There are: {', '.join(walk.parts)}", file=sys.stderr)
        for part in () if unknown else (one for one in walk.parts if one in wanted):
            if part != GATE and not desktop.window.is_inside:
                walk.enter()
            for name in walk.parts[part]():
                photographer.take(name)
        desktop.window.close()
    print(f"{photographer.taken} pictures in {OUT.relative_to(ROOT)}")
    return int(bool(unknown))


if __name__ == "__main__":
    sys.exit(main())
