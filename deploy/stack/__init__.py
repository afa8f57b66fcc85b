"""Brings the whole product up on one machine, and takes all of it down again."""
