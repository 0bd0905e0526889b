"""Agencies, their missions, whether these may be opened, and what they cost (R-08 to R-16)."""
