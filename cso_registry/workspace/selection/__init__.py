"""Calls, proposals and scores: opening keys, sealed sheets, and what the papers say."""
