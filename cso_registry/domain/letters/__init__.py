"""The letter book: incoming and outgoing letters, their numbers and what became of them."""
