"""Files → a checked `Radar`, or every problem with its file, line and column."""
