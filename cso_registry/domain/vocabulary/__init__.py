"""Coded lists, settings and administrative areas: dated data that is handed in, parsed."""
