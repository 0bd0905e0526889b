"""The room of exchange: what waits for a decision between offices."""
