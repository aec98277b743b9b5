"""The door for a terminal: one file a verb."""
