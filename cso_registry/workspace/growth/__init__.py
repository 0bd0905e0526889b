"""What keeps a register true over years: look-alikes, returns that are due, signs of life."""
