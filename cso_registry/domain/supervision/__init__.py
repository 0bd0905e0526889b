"""Supervision looks at both sides: what was late, what is overdue, who gets how much (R-73)."""
