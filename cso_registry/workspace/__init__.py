"""The one door: open a registry, perform an act, ask a question, print, prove."""
