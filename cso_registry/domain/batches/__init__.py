"""Bulk acts: their opening entry and their undoing (F:L2)."""
