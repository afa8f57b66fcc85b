"""Describes over HTTP whether a submission passed."""

from typing import Any

from rest_framework import serializers

from training.models import OutcomeState


class PassOutcomeSerializer(serializers.Serializer[Any]):
    """Describes whether a submission reached the pass mark that its programme had when it was sent
    in. It is `undecided` while another coach is still to look, because it is near the mark, and
    `lapsed` where the recording was deleted before that."""

    state = serializers.ChoiceField(choices=OutcomeState.choices)
    pass_percent = serializers.IntegerField(
        help_text="The share of the points of all criteria from which it passes."
    )
