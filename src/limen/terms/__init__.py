"""Words that every room shares: amounts, days, intervals, errors; it depends on nothing."""
