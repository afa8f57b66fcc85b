"""Holds the lowest layer: what every app uses and no app owns."""
