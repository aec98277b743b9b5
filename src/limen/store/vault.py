"""The one encrypted file of one participant."""
