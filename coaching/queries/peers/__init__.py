"""Reads what colleagues are asked to say about a recording: for its owner, and for the
one colleague who was invited. For nobody else, whatever their roles."""

from coaching.queries.peers.access import (
    PURPOSE,
    are_allowed,
    colleagues_of,
    counting,
    may_still_watch,
    request_of,
    requests_to,
    takes_shown,
)
from coaching.queries.peers.documents import (
    MOST,
    PeerPage,
    PeerRequest,
    kept_comments,
    peer_page,
    peer_request,
    request_line,
    scenes_shown,
    version_of_comments,
)

__all__ = [
    "MOST",
    "PURPOSE",
    "PeerPage",
    "PeerRequest",
    "are_allowed",
    "colleagues_of",
    "counting",
    "kept_comments",
    "may_still_watch",
    "peer_page",
    "peer_request",
    "request_line",
    "request_of",
    "requests_to",
    "scenes_shown",
    "takes_shown",
    "version_of_comments",
]
