"""Chance that can be had again: the same seed gives the same throws, on every computer."""

from hashlib import shake_256


class SeededDice:
    """Dice for tests and simulations, never for keys: whoever knows the seed knows every throw.

    Each call takes octets of SHAKE-256 of the seed, its purpose and the number of the call.

    Args:
        seed: a whole number from 0 upwards.
        purpose: what is thrown for; two purposes with one seed have nothing in common.
    """

    def __init__(self, seed: int, purpose: str = "") -> None:
        if seed < 0:
            raise ValueError("a seed is a whole number from 0 upwards")
        self._key = f"limen/dice/1:{seed}:{purpose}:".encode()
        self._calls = 0

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely; n is at least 1.

        Raises:
            ValueError: n is below 1.
        """
        if n < 1:
            raise ValueError("there is no whole number from 0 to below 0")
        length = (n.bit_length() + 7) // 8
        fair = 256**length - 256**length % n
        while (number := int.from_bytes(self.octets(length), "big")) >= fair:
            continue
        return number % n

    def octets(self, n: int) -> bytes:
        """Return n octets, each value from 0 to 255 equally likely."""
        self._calls += 1
        return shake_256(self._key + self._calls.to_bytes(8, "big")).digest(n)
