"""Measures how often harsh, mild, drifting and fair coaches are flagged, on simulated scoring."""
