"""Therapist-supported programmes: preparation, session, integration and a definite end."""
