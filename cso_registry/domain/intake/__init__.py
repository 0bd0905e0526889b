"""Paper at the counter: coded forms, receipts with a number and a clock, seen originals (F:X25)."""
