"""What screens, commands and papers ask of agreements."""
