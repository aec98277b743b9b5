"""The only reader of configuration."""
