"""Sends push notifications to browsers, many at once (RFC 8030), encrypted for each (RFC 8291).

At least once: a message whose outcome is unknown is sent again, and its Topic and tag let the push
service and the browser replace the one before. The text says nothing of the message; the path leads
to it.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from pywebpush import WebPusher, WebPushException

from core.outgoing import is_not_public, open_session, read_some
from notifications.channels import Definition, Outcome, Rendered, vapid
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


def send_batch(messages: Sequence[Rendered]) -> dict[UUID, Outcome]:
    """Send all messages, IN_FLIGHT at a time, and return the outcome of each by its id. It returns
    an outcome for every failure."""
    return asyncio.run(_send_all(messages))


DEFINITION = Definition(first_state=DeliveryState.WAITING, send_batch=send_batch)


async def _send_all(messages: Sequence[Rendered]) -> dict[UUID, Outcome]:
    limit = asyncio.Semaphore(IN_FLIGHT)
    async with open_session(most=IN_FLIGHT, seconds=TIMEOUT) as session:

        async def one(message: Rendered) -> tuple[UUID, Outcome]:
            async with limit:
                return message.id, await _send(session, message)

        return dict(await asyncio.gather(*map(one, messages)))


async def _send(session: aiohttp.ClientSession, message: Rendered) -> Outcome:
    try:
        reply = await _post(session, message)
    except (ValueError, WebPushException):  # keys that are none, or no address at all
        reply = Reply(Verdict.REFUSED, "push_invalid")
    except TimeoutError:
        reply = Reply(Verdict.LATER, "timeout")
    except (aiohttp.ClientError, OSError) as error:
        refused = is_not_public(error)
        reply = (
            Reply(Verdict.REFUSED, "address_not_public")
            if refused
            else Reply(Verdict.LATER, "unreachable")
        )
    fault = FAULTS.get(reply.verdict, Fault.NONE)
    return Outcome(STATES[reply.verdict], reply.reason, fault=fault, wait=reply.wait)


async def _post(session: aiohttp.ClientSession, message: Rendered) -> Reply:
    target = message.target
    if target is None:
        raise ValueError("a push without a subscription")
    keys = {"p256dh": target.p256dh, "auth": target.auth}
    body = WebPusher({"endpoint": target.endpoint, "keys": keys}).encode(payload(message))["body"]
    headers = {
        "Authorization": vapid.authorization(target.endpoint),
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
    """Return what the service worker gets: a line that is the same for all, and where to go."""
    language = message.text.language
    with translation.override(language):
        said = {
            "title": "Kalm",
            "body": _("There is something new for you."),
            "language": language,
            "path": message.url.removeprefix(settings.PUBLIC_URL),
            "tag": message.topic,
        }
    return json.dumps(said, ensure_ascii=False).encode()
