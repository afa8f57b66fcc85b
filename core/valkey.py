"""Caches in Valkey, as Django does, with one client instead of a new one for each command.

redis-py takes 0.4 ms to make a client, longer than a command on loopback, and each request runs
two: it counts the person's requests.
"""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class OneClient(RedisCacheClient):
    """Keeps the client of its one server. Each thread has a cache, and so a client, of its own."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._made: Any = None

    def get_client(
        self, key: str | bytes | memoryview | None = None, *, write: bool = False
    ) -> Any:
        if self._made is None:
            self._made = super().get_client(key, write=write)
        return self._made


class Valkey(RedisCache):
    """Provides a cache backend for settings.CACHES, whose LOCATION is one server."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
