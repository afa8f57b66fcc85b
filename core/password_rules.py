"""Checks new passwords, by what is hashed of them and by what people see of them."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
)

from core.normalisation import normal_line, secret


class VisibleLength(MinimumLengthValidator):
    """Counts characters that show something. Spaces around a password are not hashed, and a
    password of characters that nobody sees is one that nobody can type again."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normal_line(secret(password)), user)


class NotCommon(CommonPasswordValidator):
    """Refuses passwords that many people use, whatever keyboard typed them."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normal_line(secret(password)), user)
