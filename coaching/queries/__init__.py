"""Reads the coaches' queue, reviews and feedback. Access is decided here."""
