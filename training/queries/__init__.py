"""Holds the reads of training. `access` decides once per resource who may see it."""
