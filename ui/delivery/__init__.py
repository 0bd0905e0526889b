"""Delivery on the screen: what is done, spent, asked, found and judged under agreements."""
