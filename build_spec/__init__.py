"""What the project is built, checked, shown and measured with; never part of the product."""
