"""Why a stack does not start."""


class CannotStart(Exception):
    """The message is one clear sentence for the person at the terminal."""
