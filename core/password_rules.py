"""What a new password must be, judged by what is hashed of it and by what people see of it."""

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
    """Refuses what many people use, whatever keyboard typed it."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normal_line(secret(password)), user)
