"""Somebody who watches: a session of their own, and the addresses that were granted in it."""

from dataclasses import dataclass

import httpx
from django.test import Client

from accounts.models import Membership
from media import services
from media.models import Video
from media.services import Playback


def session_of(member: Membership) -> str:
    """The key of a new session of this member, as their browser's cookie holds it."""
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def cookie(session_key: str) -> dict[str, str]:
    """The header by which a browser brings its session along."""
    return {"cookie": f"sessionid={session_key}"}


@dataclass(frozen=True)
class Granted:
    """A playback, and the session in which its addresses open."""

    playback: Playback
    session: str

    @property
    def url(self) -> str:
        assert self.playback.url
        return self.playback.url

    @property
    def cookie(self) -> dict[str, str]:
        return cookie(self.session)


def granted(video: Video, viewer: Membership, purpose: str = "own_take") -> Granted:
    """Return the playback that this viewer is granted in a new session."""
    session = session_of(viewer)
    playback = services.grant_playback(
        video=video, viewer=viewer, purpose=purpose, session_key=session
    )
    return Granted(playback, session)


@dataclass(frozen=True)
class Page:
    """An address to watch, and a browser that brings its session along."""

    url: str
    browser: httpx.Client
    session: str

    def get(
        self, headers: dict[str, str] | None = None, *, follow_redirects: bool = False
    ) -> httpx.Response:
        return self.browser.get(self.url, headers=headers, follow_redirects=follow_redirects)

    def head(self, *, follow_redirects: bool = False) -> httpx.Response:
        return self.browser.head(self.url, follow_redirects=follow_redirects)
