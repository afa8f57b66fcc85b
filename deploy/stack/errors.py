"""Defines why a stack does not start, or ends."""


class CannotStart(Exception):
    """The stack can't start or go on. The message is one clear sentence for the person at the
    terminal."""


class Stopped(Exception):
    """The stack was asked to stop: by Ctrl-C, SIGTERM, or the end of the process it belongs to."""
