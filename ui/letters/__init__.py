"""The room of letters: the letter book, incoming and outgoing, each tied to its record."""
