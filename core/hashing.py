"""Hashes passwords so that the same password matches whatever keyboard typed it."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from core.normalisation import secret


class NormalisedArgon2(Argon2PasswordHasher):
    """Hashes the password with Argon2id, in NFKC and without spaces around it.

    Hashes made before that are of the password as it was typed, which is tried second. A password
    that is not normal takes two hashes whether it is right, wrong or nobody's, so that the time
    tells nothing of who exists.
    """

    def encode(self, password: str, salt: str) -> Any:
        normal = secret(password)
        if normal != password:
            super().encode(password, salt)
        return super().encode(normal, salt)

    def was_hashed_as_typed(self, password: str, encoded: str) -> bool:
        """Tell whether the hash of this right password was made before passwords were
        normalised.
        """
        normal = secret(password)
        return normal != password and not super().verify(normal, encoded)

    def verify(self, password: str, encoded: str) -> Any:
        normal = secret(password)
        matches = super().verify(normal, encoded)
        if normal != password:
            matches = super().verify(password, encoded) or matches
        return matches
