"""Django's SQLite on the SQLCipher driver: every connection is keyed, set and read back."""
