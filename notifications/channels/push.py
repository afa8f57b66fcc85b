"""Sends push notifications to browsers, many at once (RFC 8030), encrypted for each (RFC 8291).

At least once: a message whose outcome is unknown is sent again, and its Topic and tag let the push
service and the browser replace the one before. The text says nothing of the message; the path leads
to it.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

import aiohttp
import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from pywebpush import WebPusher, WebPushException

from core.outgoing import is_not_public, open_session, read_some
from notifications.channels import Definition, Outcome, Rendered, Target, vapid
from notifications.domain.push_replies import Reply, Verdict, reply_of
from notifications.domain.replies import Fault
from notifications.models import DeliveryState

IN_FLIGHT = 50
TIMEOUT = 10.0  # seconds; the library's own is hours
STATES = {
    Verdict.SENT: DeliveryState.SENT,
    Verdict.GONE: DeliveryState.FAILED,
    Verdict.REFUSED: DeliveryState.FAILED,
    Verdict.LATER: DeliveryState.WAITING,
}
FAULTS = {Verdict.GONE: Fault.GONE, Verdict.REFUSED: Fault.ADDRESS}
log = structlog.get_logger(__name__)


def send_batch(messages: Sequence[Rendered]) -> dict[UUID, Outcome]:
    """Send all messages, IN_FLIGHT at a time, and return the outcome of each by its id. It returns
    an outcome for every failure. Without a key nothing is sent: all of them wait."""
    if not vapid.is_on():
        off = Outcome(DeliveryState.WAITING, "push_off", fault=Fault.CHANNEL)
        return {message.id: off for message in messages}
    return asyncio.run(_send_all(messages))


BATCH = 500  # many at once fill the fifty places better
LONGEST_BATCH = timedelta(seconds=ceil(BATCH / IN_FLIGHT) * TIMEOUT)
"""A batch takes this long where a push service answers nothing: each place waits for TIMEOUT as
often as the places are filled."""

DEFINITION = Definition(
    first_state=DeliveryState.WAITING,
    send_batch=send_batch,
    is_on=vapid.is_on,
    batch=BATCH,
    longest=LONGEST_BATCH,
)


async def _send_all(messages: Sequence[Rendered]) -> dict[UUID, Outcome]:
    limit = asyncio.Semaphore(IN_FLIGHT)
    async with open_session(most=IN_FLIGHT, seconds=TIMEOUT) as session:

        async def one(message: Rendered) -> tuple[UUID, Outcome]:
            async with limit:
                return message.id, await _send(session, message)

        return dict(await asyncio.gather(*map(one, messages)))


async def _send(session: aiohttp.ClientSession, message: Rendered) -> Outcome:
    """Return how it went. Whatever fails here is this message's alone: the others of its batch
    keep their outcomes."""
    try:
        reply = await _reply_to(session, message)
    except Exception as error:  # one message must not take the batch along
        log.error("push_set_aside", id=str(message.id), error=type(error).__name__, exc_info=error)
        reply = Reply(Verdict.LATER, "failed")
    fault = FAULTS.get(reply.verdict, Fault.NONE)
    return Outcome(STATES[reply.verdict], reply.reason, fault=fault, wait=reply.wait)


async def _reply_to(session: aiohttp.ClientSession, message: Rendered) -> Reply:
    target = message.target
    if target is None:
        return Reply(Verdict.REFUSED, "push_invalid")
    signed = vapid.authorization(target.endpoint)  # its failure says nothing of the device
    try:
        return await _post(session, message, target, signed)
    except (ValueError, WebPushException):  # keys that are none, or no address at all
        return Reply(Verdict.REFUSED, "push_invalid")
    except TimeoutError:
        return Reply(Verdict.LATER, "timeout")
    except (aiohttp.ClientError, OSError) as error:
        if is_not_public(error):
            return Reply(Verdict.REFUSED, "address_not_public")
        return Reply(Verdict.LATER, "unreachable")


async def _post(
    session: aiohttp.ClientSession, message: Rendered, target: Target, signed: str
) -> Reply:
    keys = {"p256dh": target.p256dh, "auth": target.auth}
    body = WebPusher({"endpoint": target.endpoint, "keys": keys}).encode(payload(message))["body"]
    headers = {
        "Authorization": signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(message.ttl),
        "Topic": message.topic,
        "Urgency": "normal",
    }
    async with session.post(
        target.endpoint, data=body, headers=headers, allow_redirects=False
    ) as answer:
        await read_some(answer)
        wait = answer.headers.get("Retry-After", "")
        return reply_of(answer.status, wait, datetime.now(UTC))


def payload(message: Rendered) -> bytes:
    """Return what the service worker gets, as JSON. Ids are all that it tells of a person."""
    told: dict[str, Any] = {**said(message)}
    if snooze := message.snooze:
        told["snooze"] = {"organisation": snooze.organisation, "member": str(snooze.member)}
    return json.dumps(told, ensure_ascii=False).encode()


def said(message: Rendered) -> dict[str, str]:
    """Return what a notification says and where it leads: a line that is the same for all."""
    language = message.text.language
    with translation.override(language):
        return {
            "title": "Kalm",
            "body": _("There is something new for you."),
            "language": language,
            "path": message.url.removeprefix(settings.PUBLIC_URL),
            "tag": message.topic,
        }
