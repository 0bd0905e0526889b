"""Committees, their meetings, and the resolutions that decisions rest on (F:D7, X14, R-65)."""
