"""The slow, plain-Python form of each estimator, against which the fast one is held."""
