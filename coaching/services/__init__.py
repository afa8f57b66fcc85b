"""Exports the verbs: taking a review, marking it, releasing it. Each is atomic."""
