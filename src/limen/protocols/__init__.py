"""Time-limited plans: a schedule, a start, an end, a rest, and the drift away from them."""
