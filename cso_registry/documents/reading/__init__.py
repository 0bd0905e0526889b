"""Reads a paper that came back: its picture or PDF, its codes, its text."""
