"""Serves the coaches: queue, leases, scores, comments, release."""
