"""Defines the refusals about whether a submission passed."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class OutcomeUndecided(Refusal):
    """Another coach is still to look at what is near the pass mark, without seeing the levels."""

    code = "outcome_undecided"
    message = _("Another coach looks at this one first. Score it again after that.")
