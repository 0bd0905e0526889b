"""The dossier of a case: everything that is kept about it, in one file for an auditor."""
