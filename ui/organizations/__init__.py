"""The room of the register: the list, a subject's page, its forms, its papers, the import."""
