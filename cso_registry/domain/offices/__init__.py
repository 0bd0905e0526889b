"""Offices, their officers and rights, number series and desks."""
