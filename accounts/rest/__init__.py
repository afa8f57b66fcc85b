"""Provides the base of REST views that act as a person or a membership, and their
authentication."""
