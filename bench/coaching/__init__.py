"""Measures the coaches' queue, claims, saves and releases."""
