"""The only room that can lose data: files, tables, the vault and its keys."""
