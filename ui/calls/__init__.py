"""The room of calls for proposals, up to their closing."""
