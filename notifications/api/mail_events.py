"""Receives what a mail service reports of bounces and complaints, by webhook.

It is there only for the service that the operator named. anymail checks its secret and signature,
and reads its reports.
"""

from typing import Any

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications import services
from notifications.domain.mail_events import SERVICES, report_of

log = structlog.get_logger(__name__)


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def receive(request: HttpRequest, service: str) -> HttpResponse:
    """Record the reports in a request. 404 for every service but the operator's own, 401 without
    its secret or a good signature, 400 for what can't be read. Repeating changes nothing."""
    if service != settings.MAIL_EVENTS:
        raise Http404
    if request.method == "HEAD":  # some services try the address so
        return HttpResponse()
    # Only where it is used: it brings an HTTP client along.
    from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure

    view = import_string(SERVICES[service].view)()
    try:
        view.setup(request)
        view.run_validators(request)
        events: list[Any] = list(view.parse_events(request))
    except AnymailWebhookValidationFailure:
        log.warning("mail_event_refused", service=service)
        # Amazon sends the secret only once it was asked for it.
        headers = {"WWW-Authenticate": 'Basic realm="Kalm"'}
        return HttpResponse(status=401, headers=headers)
    except (AnymailError, ValueError, LookupError, TypeError, AttributeError) as error:
        log.warning("mail_event_unreadable", service=service, error=type(error).__name__)
        return HttpResponse(status=400)
    for event in events:
        report = report_of(service, event.event_type, event.esp_event)
        if report and isinstance(event.recipient, str):
            services.record_mail_event(address=event.recipient, report=report, at=event.timestamp)
    return HttpResponse()
