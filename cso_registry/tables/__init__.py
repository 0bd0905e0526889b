"""Tables of offices: spreadsheets and CSV files read, matched, refused and written."""
