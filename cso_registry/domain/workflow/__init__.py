"""Courses of partnership as data: steps, gates, moves and duties, and how a case walks them."""
