"""Verbs. Each is atomic and takes keyword arguments."""
