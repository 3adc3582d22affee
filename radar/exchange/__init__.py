"""Other tools' formats: one file a format, both directions; touches the model only."""
