"""What a reader carries away, as values that can be compared: tables, sections and letters."""
