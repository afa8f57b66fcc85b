"""Holds the pure rules of this app, which take plain values and need no database."""
