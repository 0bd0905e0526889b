"""What stands before the rooms: first run, opening a registry, signing in, locking."""
