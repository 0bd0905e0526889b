"""Screening of qualifications: cases, reviews, decisions, breaches and appeals."""
