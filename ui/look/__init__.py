"""How everything looks and speaks: colours, type, icons, recurring parts, the two languages."""
