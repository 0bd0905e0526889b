"""The public extract of the register: only what is marked public, by construction (R-06, F:K5)."""
