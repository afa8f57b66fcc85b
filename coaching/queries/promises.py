"""Says in SQL when a promise runs short."""

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Value
from django.db.models.functions import Greatest, Least, Now

from coaching.domain.rules import LATEST, SOONEST


def runs_short() -> Greatest:
    """Return when a quarter of a waiting submission's promise is left, within the bounds of the
    rules, and an hour from now at the soonest."""
    within = ExpressionWrapper(F("promised_at") - F("submitted_at"), output_field=DurationField())
    quarter = ExpressionWrapper(within / 4, output_field=DurationField())
    before = Least(
        Greatest(quarter, Value(SOONEST, output_field=DurationField())),
        Value(LATEST, output_field=DurationField()),
    )
    end = ExpressionWrapper(F("promised_at") - before, output_field=DateTimeField())
    soonest = ExpressionWrapper(
        Now() + Value(SOONEST, output_field=DurationField()), output_field=DateTimeField()
    )
    return Greatest(end, soonest)
