"""Many participants at once: designs, power, cohorts and published data sets."""
