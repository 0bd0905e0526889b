"""Exchange of sealed bundles with other offices: what goes out, what comes in, who knows what."""
