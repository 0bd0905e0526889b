"""Issued papers: frozen content, reprints and their reasons."""
