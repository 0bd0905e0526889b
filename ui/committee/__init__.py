"""The room of committees: who serves, meetings from agenda to minutes, resolutions."""
