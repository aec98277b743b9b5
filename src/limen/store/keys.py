"""Keys of the vault, reached by the vault alone."""
