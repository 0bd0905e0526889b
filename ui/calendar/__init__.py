"""The room of the calendar: every clock, by month and as a list."""
