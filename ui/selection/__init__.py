"""The room of selection: blind scores, their opening, ranking, choice, letters and scope."""
