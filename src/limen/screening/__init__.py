"""Who should not, and what to do when something is wrong: screening, interactions, crisis, law."""
