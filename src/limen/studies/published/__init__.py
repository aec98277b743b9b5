"""Published data sets that Limen reads, checks and computes again, one module each."""
