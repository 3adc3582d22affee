"""A radar → files: our own form, and what every export to another tool shares."""
