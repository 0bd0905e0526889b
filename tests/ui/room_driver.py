"""Drives the page of a room as an officer would: opens a record, reads it, fills a form and saves."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton


def opened(qtbot, page, identity):
    """The record pane once the record stands on it whole."""
    page.open_record(identity)
    qtbot.waitUntil(lambda: not page._coming and in_front(page) == str(identity))
    return page.record


def in_front(page) -> str:
    """The record that stands on the page whole, or nothing."""
    view = page.record.view
    return "" if view is None else str(view.case.record.id)


def links(card) -> dict[str, QPushButton]:
    """Its buttons in sight, each under its words."""
    return {one.text(): one for one in card.findChildren(QPushButton) if one.isVisibleTo(card)}


def said(card) -> str:
    """Every word on it."""
    return "\n".join(getattr(one, "plain", "") or one.text() for one in card.findChildren(QLabel))


def filled(qtbot, page, form, **fields):
    """The view that stands there once the form is saved and its act is the last of the record."""
    qtbot.waitUntil(lambda: form.is_ready)
    for name, value in fields.items():
        form.rows[name].editor.put(value)
    before = page.record.view
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: page.record.view is not None and page.record.view is not before)
    qtbot.waitUntil(lambda: last_act(page) == form.declared.kind)
    return page.record.view


def last_act(page) -> str:
    """What was done last, as the page tells it."""
    view = page.record.view
    return "" if view is None else view.case.past[0].kind
