"""Limits the requests of each person (or address, before sign-in), counted in Valkey."""

from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle

from accounts.rest.client_address import find_counted_address

if TYPE_CHECKING:  # views themselves import this module, by way of settings
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)


class PerPerson(UserRateThrottle):
    """Limits each person's requests to the whole API; answers 429 with Retry-After.

    Without Valkey nobody is counted and nobody is kept out: practice goes on.
    """

    scope = "person"

    def get_ident(self, request: Request) -> str:
        return find_counted_address(request)

    def allow_request(self, request: Request, view: "APIView") -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            log.exception("throttle_unavailable")
            return True
