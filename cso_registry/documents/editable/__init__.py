"""Copies of papers that a person may go on writing in: DOCX."""
