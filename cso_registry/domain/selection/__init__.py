"""Calls, proposals, blind scores, ranking and the choice of a partner (R-17 to R-26)."""
