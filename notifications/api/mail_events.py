"""Receives what a mail service reports of bounces and complaints, by webhook.

It is there only for the service that the operator named. anymail checks its secret and signature,
and reads its reports. A report that can't be worked on stops no other of its request.
"""

import json
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.batches import each
from notifications import services
from notifications.domain.mail_events import SERVICES, report_of

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)

log = structlog.get_logger(__name__)


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def receive(request: HttpRequest, service: str) -> HttpResponse:
    """Record the reports in a request. 404 for every service but the operator's own, 401 without
    its secret or a good signature, 400 for what can't be read, 503 while Amazon does not let this
    server confirm its subscription. Repeating changes nothing."""
    if service != settings.MAIL_EVENTS:
        raise Http404
    # Only where it is used: it brings an HTTP client along.
    from anymail.exceptions import (
        AnymailConfigurationError,
        AnymailError,
        AnymailWebhookValidationFailure,
    )
    from anymail.webhooks.base import AnymailBasicAuthMixin
    from botocore.exceptions import BotoCoreError, ClientError

    view = import_string(SERVICES[service].view)()
    try:
        view.setup(request)
        # First, for some views read the body before they look at the secret.
        AnymailBasicAuthMixin.validate_request(view, request)
        if request.method == "HEAD":  # some services try the address so
            return HttpResponse()
        view.run_validators(request)
        events = _events_of(view, request, service)
    except AnymailWebhookValidationFailure:
        log.warning("mail_event_refused", service=service)
        # Amazon sends the secret only once it was asked for it.
        headers = {"WWW-Authenticate": 'Basic realm="Kalm"'}
        return HttpResponse(status=401, headers=headers)
    except (AnymailError, AnymailConfigurationError, *UNREADABLE) as error:
        log.warning("mail_event_unreadable", service=service, error=type(error).__name__)
        return HttpResponse(status=400)
    except (BotoCoreError, ClientError) as error:
        log.error("mail_events_not_confirmed", service=service, error=type(error).__name__)
        return HttpResponse(status=503)
    each(events, partial(_record, service), event="mail_event_set_aside", id_of=lambda _: service)
    return HttpResponse()


def _events_of(view: Any, request: HttpRequest, service: str) -> list[Any]:
    """Return the reports in a request. Where they can't be read together, each is read alone, and
    those that can't are left out."""
    try:
        return list(view.parse_events(request))
    except UNREADABLE:
        bodies = _bodies_of(json.loads(request.body))
        if len(bodies) < 2:
            raise

    def read(body: bytes) -> list[Any]:
        request._body = body  # as the views of anymail read it
        return list(view.parse_events(request))

    found = each(bodies, read, event="mail_event_set_aside", id_of=lambda _: service)
    return [one for events in found for one in events]


def _bodies_of(said: Any) -> list[bytes]:
    """Return a body for each report of a batch, in the two shapes of batches that there are."""
    if isinstance(said, list):
        return [json.dumps([one]).encode() for one in said]
    if isinstance(said, dict) and isinstance(said.get("events"), list):
        return [json.dumps({**said, "events": [one]}).encode() for one in said["events"]]
    return []


def _record(service: str, event: Any) -> None:
    report = report_of(service, event.event_type, event.esp_event)
    if report and isinstance(event.recipient, str):
        services.record_mail_event(address=event.recipient, report=report, at=event.timestamp)
