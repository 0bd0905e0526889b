"""Checks a certificate with no network: its code, key, text, days, status (C7, X16, X17)."""
