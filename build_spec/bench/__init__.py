"""The bench: what the registry costs over the raw libraries, measured in the same run."""
