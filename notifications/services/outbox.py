"""Writes rows of messages and deliveries by plain values: one statement each, however many.

Rows of Django's ORM cost several times as much as PostgreSQL takes to write them, and the hand-over
of nudges writes three for each person.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from core.ids import new_id
from core.sql_values import row_document
from notifications.domain.outgoing import NewDelivery, Outgoing

# The values come as one document: a list for each column costs three times as much to write.
WRITE_MESSAGES = """
INSERT INTO notifications_message
    (id, recipient_id, person_id, kind, context, about, dedupe_key, created_at)
SELECT id, recipient, person, kind, context, about, dedupe_key, statement_timestamp()
FROM json_to_recordset(%s) AS new (
    id uuid, recipient uuid, person uuid, kind text, context jsonb, about uuid, dedupe_key text
)
ON CONFLICT (dedupe_key) DO NOTHING
RETURNING dedupe_key, id
"""
WRITE_DELIVERIES = """
INSERT INTO notifications_delivery
    (id, message_id, channel, address, fixed_address, state, tries, queued_at, due_at, not_after,
     finished_at, provider_id, reason)
SELECT id, message, channel, address, fixed_address, state, 0, queued_at, due_at, not_after,
    finished_at, '', reason
FROM json_to_recordset(%s) AS new (
    id uuid, message uuid, channel text, address text, fixed_address text, state text,
    queued_at timestamptz, due_at timestamptz, not_after timestamptz, finished_at timestamptz,
    reason text
)
"""


def write_messages(messages: Iterable[Outgoing]) -> dict[str, UUID]:
    """Write the messages whose dedupe_key is new, and return their ids by it."""
    rows = [
        {
            "id": new_id(),
            "recipient": one.recipient_id,
            "person": one.person_id,
            "kind": one.kind.name,
            "context": one.context,
            "about": one.about,
            "dedupe_key": one.dedupe_key,
        }
        for one in messages
    ]
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WRITE_MESSAGES, [row_document(rows)])
        return dict(cursor.fetchall())


def write_deliveries(deliveries: Iterable[NewDelivery]) -> None:
    """Write the deliveries."""
    rows = [vars(one) for one in deliveries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(WRITE_DELIVERIES, [row_document(rows)])
