"""The rooms of agencies and missions: what may be opened, and what it costs."""
