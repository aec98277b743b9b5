"""Everything that a person can do with Limen, one function each."""
