"""The tables of the store; nobody outside this room sees a row."""
