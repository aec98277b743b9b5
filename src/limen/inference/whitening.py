"""Days that hang together made independent, with gaps where days are missing.

    w_t = (y_t − φ^g·y_prev)·√((1 − φ²)/(1 − φ^2g)),   first row √(1 − φ²)·y

g are the days since the last row that was kept, 1 where none is missing.

Axes: N rows that were kept, p columns.

Source: methods.md section 1.2.
"""

import numpy as np

from limen.inference.arrays import Floats, Places


def whitened(rows: Floats, days: Places, phi: float) -> Floats:
    """Rows of shape (N,) or (N, p) on N rising days, made independent under AR(1) with this φ.

    Source: methods.md section 1.2.
    """
    shape = (-1,) + (1,) * (rows.ndim - 1)
    carried = phi ** np.diff(days)
    out = rows.astype(np.float64)
    out[1:] -= carried.reshape(shape) * rows[:-1]
    return out * scales(days, phi).reshape(shape)


def scales(days: Places, phi: float) -> Floats:
    """The N factors that give whitened rows the variance of one innovation; |φ| < 1.

    Source: methods.md section 1.2.
    """
    carried = phi ** np.diff(days)
    own = 1 - phi**2
    return np.sqrt(np.concatenate(([own], own / (1 - carried**2))))


def log_scale_slopes(days: Places, phi: float) -> Floats:
    """How fast the logarithms of the N factors change with φ.

    Source: methods.md section 1.7, derivative of the factors of section 1.2.
    """
    gaps = np.diff(days)
    own = -phi / (1 - phi**2)
    later = own + gaps * phi ** (2 * gaps - 1) / (1 - phi ** (2 * gaps))
    return np.concatenate(([own], later))


def whitened_slopes(rows: Floats, days: Places, phi: float) -> Floats:
    """How fast whitened rows of shape (N,) or (N, p) change with φ.

    Source: methods.md section 1.7, derivative of the whitening of section 1.2.
    """
    shape = (-1,) + (1,) * (rows.ndim - 1)
    gaps = np.diff(days)
    out = whitened(rows, days, phi) * log_scale_slopes(days, phi).reshape(shape)
    carried = gaps * phi ** (gaps - 1) * scales(days, phi)[1:]
    out[1:] -= carried.reshape(shape) * rows[:-1]
    return out
