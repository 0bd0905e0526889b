"""The card of keys: every key of the catalogue with its Thai twin, in both languages."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.desk import delivered
from ui.commands.catalogue import Catalogue
from ui.commands.key_card import key_card, spelt
from ui.shell.rooms import ROOMS


def text_of(pdf: bytes) -> str:
    command = [shutil.which("pdftotext"), "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_card_holds_every_key_and_its_twin(qtbot, speech, look, language):
    window = QWidget()
    qtbot.addWidget(window)
    speech.speak(language)
    commands = Catalogue(window, speech, look)
    for room in ROOMS:
        commands.declare((*room.commands, *(one for _, one in room.going())))
    text = text_of(key_card(commands, speech, delivered()))
    for one in commands:
        if one.keys:
            assert commands.words(one.id).removesuffix("…") in text, one.id
    for room in ROOMS:
        assert not room.keys or room.keys in text, room.name
    assert "Ctrl+S" in text
    assert "Ctrl+ห" in text


def test_key_without_a_twin_stands_alone():
    assert spelt("F1") == "F1"
    assert spelt("Ctrl+K").split() == ["Ctrl+K", "=", "Ctrl+า"]
