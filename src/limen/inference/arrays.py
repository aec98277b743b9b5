"""The types of arrays inside the estimators."""

import numpy as np
from numpy.typing import NDArray

# `np.linalg` and most arithmetic promise no more than "some float"; all of ours are float64.
Floats = NDArray[np.floating]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
