"""Certification of capacity: assessed, checked, decided, issued, and what becomes of it."""
