"""The encrypted store: journal, records, search, lists, attachments, backup.

Alone holds SQL. No object of sqlite-utils or of the database leaves this package.
"""
