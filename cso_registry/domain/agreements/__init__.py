"""Agreements with partners: instruments, terms, their course, and what is paid (R-27 to R-48)."""
