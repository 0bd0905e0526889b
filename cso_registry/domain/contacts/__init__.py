"""The log of contacts: calls, visits, letters, and what was said (F:A14)."""
