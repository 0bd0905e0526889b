"""What papers and commands show of screening, resolved into words."""
