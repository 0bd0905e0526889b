"""The notice before a partnership ends: finding, hearing, decision, service, count (R-56)."""
