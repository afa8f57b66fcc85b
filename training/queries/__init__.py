"""Reads. Who may see which practice is decided in `access`, once per resource."""
