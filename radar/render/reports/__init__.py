"""A difference between two radars → text for terminals, reviews and programs."""
