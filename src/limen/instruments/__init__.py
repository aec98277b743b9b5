"""Questionnaires as single values: items, scoring, severity bands, licence and citation."""
