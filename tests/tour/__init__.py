"""Walks the main loop once over HTTP, against the running stack or one of its own: `make tour`."""
