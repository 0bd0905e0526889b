"""Inputs and small parts that every room uses: dates, coded lists, areas, money, files."""
