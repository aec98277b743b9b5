"""The sections of a personal report, each with a sentence, a figure and a table."""
