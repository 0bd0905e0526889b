"""Guided jobs: rare work that is led step by step, so that nothing is lost or forgotten."""
