"""Every pair of colours that the style sheet can make is read or seen well enough (R27)."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.style_sheet import COLOR, Sheet
from ui.look.colors import CONTRAST, DARK, EDGE_RATIO, LIGHT, TEXT_RATIO, Colors, contrast
from ui.look.look import Theme

THEMES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}
GROUNDS = ("ground", "surface", "raised")
NO_WORDS = {"indicator", "handle", "chunk", "drop-down", "down-arrow", "separator", "pane"}
"""Parts on which nothing is written."""
PAPER = "#FFFFFF"
"""The paper of a picture of a paper, whatever the theme."""


@pytest.fixture(params=THEMES, ids=str)
def worn(request, look, qtbot):
    """The sheet as a theme wears it, and the colours of the theme."""
    part = QWidget()
    qtbot.addWidget(part)
    look.wear(request.param, 100)
    look.clothe(part)
    return Sheet.read(part.styleSheet()), THEMES[request.param]


def weak(one: str, other: str, least: float) -> bool:
    return contrast(one, other) < least


def test_sheet_is_read_whole(worn):
    sheet, _ = worn
    looks = [str(one) for one in sheet.wearers()]
    assert len(looks) > 1_000
    assert 'QPushButton[role="main"]:disabled' in looks
    assert 'QLabel[role="badge"][tone="late"]' in looks


def test_words_are_read_on_everything_they_can_stand_on(worn):
    sheet, colors = worn
    grounds = sheet.grounds() - {PAPER} | {colors.surface}
    faults = set()
    for one in sheet.wearers():
        if one.part in NO_WORDS or one.attributes.get("role") == "hairline":
            continue
        found = sheet.worn(one)
        [said] = COLOR.findall(found.get("color", colors.text))
        own = COLOR.findall(found.get("background", ""))
        bad = {on for on in own or grounds if weak(said, on, TEXT_RATIO)}
        faults |= {f"{one}: {said} on {on}" for on in bad}
        chosen = [COLOR.findall(found.get(f"selection-{n}color", "")) for n in ("", "background-")]
        if all(chosen) and weak(chosen[0][0], chosen[1][0], TEXT_RATIO):
            faults.add(f"{one}: chosen {chosen}")
    assert faults == set()


def test_focus_and_what_is_typed_into_are_seen_on_everything(worn):
    """Hairlines are decoration; a border that tells something differs from them."""
    sheet, colors = worn
    grounds = sheet.grounds() - {PAPER} | {colors.surface}
    faults, told = set(), 0
    for one in sheet.wearers():
        found = sheet.worn(one)
        own = COLOR.findall(found.get("background", ""))
        borders = set(COLOR.findall(found.get("border", ""))) - {colors.line, *own}
        told += bool(borders)
        for line in borders:
            bad = {on for on in grounds if weak(line, on, EDGE_RATIO)}
            faults |= {f"{one}: {line} on {on}" for on in bad if on != line}
    assert told > 100
    assert faults == set()


@pytest.mark.parametrize("colors", THEMES.values(), ids=THEMES)
def test_what_is_drawn_by_hand_is_read_on_every_ground(colors: Colors):
    """Lists, charts and the palette draw with the colours of the theme, named by what they mean."""
    names = [one.name for one in fields(Colors)]
    grounds = [name for name in names if name in GROUNDS or name.endswith("_soft")]
    read = [name for name in names if name not in (*grounds, "line", "edge", "on_accent")]
    assert (len(grounds), len(read)) == (7, 6)
    pairs = [(one, on, TEXT_RATIO) for one in read for on in grounds]
    pairs += [("edge", on, EDGE_RATIO) for on in grounds] + [("on_accent", "accent", TEXT_RATIO)]
    of = {name: str(getattr(colors, name)) for name in names}
    assert [one for one in pairs if weak(of[one[0]], of[one[1]], one[2])] == []
