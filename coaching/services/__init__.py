"""Verbs: holding a review, marking it, releasing it. Each is atomic and takes keyword arguments."""
