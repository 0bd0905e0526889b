"""The journal: entries, their chain, and the fold; pure functions over bytes."""
