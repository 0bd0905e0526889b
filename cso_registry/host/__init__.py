"""The computer: clock, folders, system keyring, resources, texts, log, lock.

Alone speaks to the operating system; everything above gets what it needs handed in.
"""
