"""What a person chooses at this desk, and the room where it is chosen."""
