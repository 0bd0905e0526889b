"""Clocks: kinds of count, days on which offices and banks are closed, and who owns what is due."""
