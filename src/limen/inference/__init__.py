"""Estimators: plain sequences in, arrays inside, frozen floats and sentences out."""
