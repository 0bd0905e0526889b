"""The room of auditors: the journal, its proof, and files that somebody hands over."""
