"""Thai text, dates, digits, amounts and identifiers; pure functions, no clock, no disk."""
