"""Subjects of the register: organisations, groups, communities and persons (R-02)."""
