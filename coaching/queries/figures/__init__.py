"""Reads the dashboard of coaching."""

from coaching.queries.figures.asked import PERIODS, Asked
from coaching.queries.figures.board import COUNTED, Figures, figures_for

__all__ = ["COUNTED", "PERIODS", "Asked", "Figures", "figures_for"]
