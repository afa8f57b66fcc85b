"""Starts the whole product on one machine, and stops all of it again."""
