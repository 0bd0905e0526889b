"""Agencies and missions on paper."""
