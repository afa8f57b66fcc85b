"""Holds the verbs by which a colleague looks along: the owner of a recording invites, the colleague
writes and sends, and either ends it."""

from coaching.services.peers.ending import set_peer_rules, sweep_peers
from coaching.services.peers.inviting import (
    invite,
    mark_peers_read,
    remove_feedback,
    withdraw_invitation,
)
from coaching.services.peers.looking import (
    COMMENT_MAX,
    PeerRemark,
    decline,
    remove_peer_comment,
    save_peer_comment,
    send,
)

__all__ = [
    "COMMENT_MAX",
    "PeerRemark",
    "decline",
    "invite",
    "mark_peers_read",
    "remove_feedback",
    "remove_peer_comment",
    "save_peer_comment",
    "send",
    "set_peer_rules",
    "sweep_peers",
    "withdraw_invitation",
]
