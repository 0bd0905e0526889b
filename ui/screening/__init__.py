"""The room of screening: cases, appeals and the register of breaches."""
