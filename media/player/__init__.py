"""Serves recordings to whoever holds a signed, short-lived URL. Raw ASGI, beside Django."""
