"""Every clock of the program in one calendar, and what follows when one is late."""
