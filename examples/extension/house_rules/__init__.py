"""A package that teaches radar a format and a check."""
