"""Papers: composed from templates as data, frozen as snapshots, drawn as PDF.

Alone imports reportlab and uharfbuzz. Knows no store and no clock; fonts, images and
facts come in as arguments.
"""
