"""Defines PostgreSQL's continuous percentile as an aggregate of the ORM."""

from typing import Any

from django.db.models import Aggregate, DurationField


class Percentile(Aggregate):
    """Returns the duration that `share` of the rows take at most, between two rows where it falls
    between them; NULL of no rows."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, duration: Any, *, share: float) -> None:
        super().__init__(duration, share=share)
