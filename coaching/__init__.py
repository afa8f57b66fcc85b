"""Who judges: queue, leases, scores, comments, release."""
