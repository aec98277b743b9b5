"""Chance for each part of a simulation by its place, so that no part waits for another."""

from hashlib import sha256

import numpy as np

_KEY_OCTETS = 16  # of Philox


def generator(seed: int, *place: str | int) -> np.random.Generator:
    """Chance for one place of a simulation, the same wherever and whenever it is asked for.

    Args:
        seed: the seed of the whole simulation.
        place: what tells this part from all others: scenario, cell, number of the chunk.

    Source: methods.md section 8 (Philox, keyed by study, scenario and cell).
    """
    name = ":".join(map(repr, ("limen/simulation/1", seed, *place)))
    octets = sha256(name.encode()).digest()[:_KEY_OCTETS]
    return np.random.Generator(np.random.Philox(key=int.from_bytes(octets, "big")))
