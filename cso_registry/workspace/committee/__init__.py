"""Committees as they are shown and printed: minutes, and the cases that wait for a meeting."""
