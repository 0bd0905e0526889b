"""From a paper snapshot to marks on pages; pure geometry, nothing is drawn here.

Lengths are real points. Inside a strip, y runs downwards from its top and x from the
left margin.
"""
