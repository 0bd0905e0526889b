"""Questions about notices of an end: state, count in words, watch, register (D-24, D-25)."""
