"""What screens, commands and papers ask of delivery."""
