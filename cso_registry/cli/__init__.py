"""The command line: every job of the registry without a screen."""
