"""Which papers there are: what each is about, what it shows, when it may be issued."""
