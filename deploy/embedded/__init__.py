"""Runs PostgreSQL and Valkey out of Python wheels, so that nothing else need be installed."""
