"""Holds the verbs on workshops, which screens call live sessions."""

from training.services.workshops.editing import WorkshopPlan, cancel, save
from training.services.workshops.leaving import leave_workshops
from training.services.workshops.presence import ShownCode, check_in, mark, show_code
from training.services.workshops.seats import (
    register,
    register_other,
    withdraw,
    withdraw_other,
)
from training.services.workshops.sweeping import sweep_workshops

__all__ = [
    "ShownCode",
    "WorkshopPlan",
    "cancel",
    "check_in",
    "leave_workshops",
    "mark",
    "register",
    "register_other",
    "save",
    "show_code",
    "sweep_workshops",
    "withdraw",
    "withdraw_other",
]
