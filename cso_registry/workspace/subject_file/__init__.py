"""The file of a subject over years: its whole history, its silence, its returns, its slips."""
