"""Why a stack does not start, or does not go on."""


class CannotStart(Exception):
    """The message is one clear sentence for the person at the terminal."""


class Stopped(Exception):
    """We were asked to stop: Ctrl-C, SIGTERM, or the end of the process we belong to."""
