"""Makes and reads the codes by which certificates are verified. Pure.

A code is 16 characters of Crockford's base 32, 80 random bits: too many to guess, and without
letters that are read as digits.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """Return a new random code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """Return the code in groups of four, as people read and type it."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def typed(text: str) -> str:
    """Return the code that somebody meant to type: capitals, without dashes, O as 0, I and L
    as 1."""
    return text.upper().translate(_READ_AS)
