"""Readers of other applications' diaries, each giving a preview before anything is added."""
