"""The window: rooms, title bar, messages, jobs, first run, sign-in and lock."""
