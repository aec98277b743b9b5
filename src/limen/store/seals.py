"""Sealed keys of trials, reached by the sealing actions alone."""
