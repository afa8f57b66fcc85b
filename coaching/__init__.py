"""Holds the coaches' side: queue, leases, scores, comments, release."""
