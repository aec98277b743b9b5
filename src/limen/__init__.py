"""Limen turns the practice of microdosing into an honest experiment on oneself."""

__version__ = "0.1.0"
