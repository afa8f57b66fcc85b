"""Provides the base of every REST view that needs no membership: pages, bodies, problems, the
schema."""
