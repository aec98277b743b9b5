"""The rules that say which days of a protocol are dose days."""
