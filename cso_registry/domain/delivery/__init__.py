"""Delivery: what is done, spent, asked, found and judged under an agreement, until it is closed."""
