"""Bundles between offices that have no network; begins with the next part of the work."""
