"""Request limits per person (or address, before sign-in), counted in Valkey."""

from rest_framework.throttling import UserRateThrottle


class PerPerson(UserRateThrottle):
    """One budget per person over the whole API; answers 429 with Retry-After."""

    scope = "person"
