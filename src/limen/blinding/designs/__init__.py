"""The mechanisms by which a trial puts active and placebo into an order."""
