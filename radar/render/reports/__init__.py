"""Facts about a radar → text for terminals, reviews and programs."""
