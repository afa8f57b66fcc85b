"""Holds the pure rules of this app, which need no ORM, clock or network."""
