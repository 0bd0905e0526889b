"""Yearly returns: what subjects say of themselves each year, checked by another (F:A13)."""
