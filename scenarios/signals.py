"""Announces what apps above act on, in the transaction of the verb: this app can't call them."""

from django.dispatch import Signal

# Sent with `scenario` when it was published for the first time, retired, or restored.
availability_changed = Signal()
