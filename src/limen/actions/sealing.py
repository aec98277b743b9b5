"""Sealing a trial and opening its seal: the only actions that reach sealed keys."""
