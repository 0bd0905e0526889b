"""The room from which both sides are supervised."""
