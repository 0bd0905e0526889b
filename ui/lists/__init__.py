"""Lists of any kind of record, with search, filters, columns, views, selection and export.

A room declares a `ListKind` (columns, filters, orders) and shows a `ListPane` (`pane.py`):

    LETTERS = ListKind("letters", "letter", columns=(...), filters=(...), empty="ui.letters.empty")
    pane = ListPane(around, LETTERS)
    pane.opened.connect(self._open)            # identity of the record, by Enter or double click

Columns, widths, order, filters and named views are kept per officer. `kinds.py` holds the
columns and filters that most kinds share.
"""
