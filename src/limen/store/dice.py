"""Chance from the operating system: the one source of keys, salts and nonces."""

import secrets


class SystemDice:
    """Dice that nobody can predict."""

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely."""
        return secrets.randbelow(n)

    def octets(self, n: int) -> bytes:
        """Return n octets that nobody can predict."""
        return secrets.token_bytes(n)
