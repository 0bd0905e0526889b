"""Agreements on the screen: the course of each, what is missing, terms, signing."""
