"""The room where a register is kept true: applications, contacts, returns, visits, doubles."""
