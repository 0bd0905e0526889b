"""Deciding what two offices did apart: conflicting values and contested legal acts."""
