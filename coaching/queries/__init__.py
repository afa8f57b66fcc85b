"""Reads: the coaches' queue, a review, an employee's feedback. Access is decided here."""
