"""Certificates from decision to paper: worded, signed, issued, listed, compared."""
