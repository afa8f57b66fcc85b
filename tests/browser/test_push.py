"""Somebody switches notifications on, and what a push service gets becomes one.

A headless Chromium has no push service and shows no notifications: the page subscribes at one on
loopback, with keys of the test, and what would be shown is written down. All between is real: what
the service gets is decrypted and handed to the service worker as the browser would.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ids import new_id
from tests.browser.conftest import PHONE, SignIn
from tests.browser.looks import faults_of
from tests.browser.server import run, send_nudge
from tests.flows.caller import wait_until
from tests.flows.stack import Stack, demo_password
from tests.notifications.push_service import Browser, Pushed, PushService

pytestmark = [pytest.mark.browser, pytest.mark.stack]
SUBSCRIBE = """
(() => {
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
  Notification.requestPermission = async () => 'granted'
  const kept = () => JSON.parse(localStorage.getItem('test-subscription') ?? 'null')
  const subscription = () => kept() && {
    endpoint: 'ENDPOINT',
    options: { applicationServerKey: Uint8Array.from(kept()).buffer },
    toJSON: () => ({ endpoint: 'ENDPOINT', keys: { p256dh: 'POINT', auth: 'SECRET' } }),
    unsubscribe: async () => { localStorage.removeItem('test-subscription'); return true },
  }
  PushManager.prototype.getSubscription = async () => subscription()
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem('test-subscription', JSON.stringify([...applicationServerKey]))
    return subscription()
  }
})()
"""
EARLIER_SESSION = """
from notifications.models import Device
assert Device.objects.filter(pk="{device}").update(session="earlier") == 1
"""
WATCH = """() => {
  self.shown = []
  self.opened = []
  self.registration.showNotification = async (title, { body, data, tag, lang, actions }) => {
    self.shown.push({ title, body, data, tag, lang, actions: (actions ?? []).map((a) => a.title) })
  }
  self.clients.openWindow = async (url) => void self.opened.push(url)
}"""
PRESS = """async ({ data, tag }) => {
  const event = new Event('notificationclick')
  let done
  const notification = { title: 'Kalm', tag, data, close: () => undefined }
  const waitUntil = (promise) => (done = promise)
  Object.assign(event, { action: 'not-now', notification, waitUntil })
  self.dispatchEvent(event)
  await done
}"""


@pytest.fixture
def service() -> Iterator[PushService]:
    made = PushService()
    yield made
    made.close()


def _push_about(about: str, service: PushService, browser: Browser) -> Pushed | None:
    """Return the push of one nudge: the stack may send the employee others at any moment."""
    found = [one for one in service.got if about in browser.decrypt(one.body)["path"]]
    return found[0] if found else None


def _deliver_to_worker(page: Page, stack: Stack, text: str) -> None:
    """Hand a decrypted message to the page's service worker, as the browser would."""
    session = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(1000)  # events come while the page is waited for
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": stack.url, "registrationId": found[0]["registrationId"], "data": text},
    )


def _subscribing(page: Page, browser: Browser) -> None:
    body = browser.body
    script = SUBSCRIBE.replace("ENDPOINT", body["endpoint"])
    script = script.replace("POINT", body["p256dh"]).replace("SECRET", body["auth"])
    page.context.add_init_script(script)


def _turn_on(page: Page) -> None:
    expect(page.get_by_role("heading", name=re.compile("^Hoi"))).to_be_visible()
    page.goto("/demo/settings/messages")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.get_by_role("button", name="Zet hier aan").click()
    expect(page.get_by_text("Dit toestel laat meldingen zien.")).to_be_visible()


def _sign_in_again(page: Page) -> None:
    page.get_by_label("E-mailadres").fill("employee@demo.example")
    page.get_by_label("Wachtwoord").fill(demo_password())
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name=re.compile("^Hoi"))).to_be_visible()


def test_a_message_becomes_a_notification_until_they_are_switched_off(
    sign_in: SignIn, browser_stack: Stack, service: PushService
) -> None:
    page = sign_in("employee", PHONE, service_workers="allow")
    browser = service.browser("phone")
    _subscribing(page, browser)
    _turn_on(page)
    assert faults_of(page) == []

    about = send_nudge(browser_stack)
    pushed = wait_until("the push", lambda: _push_about(about, service, browser))
    text = browser.decrypt(pushed.body)
    assert "geheime" not in str(text)
    assert text["path"] == f"/demo/practise/{about}"
    assert service.sender_of(pushed)["sub"].startswith("mailto:")

    [worker] = page.context.service_workers
    worker.evaluate(WATCH)
    _deliver_to_worker(page, browser_stack, browser.plain(pushed.body))
    shown = wait_until("the notification", lambda: worker.evaluate("self.shown"))
    assert shown == [
        {
            "title": "Kalm",
            "body": "Er is iets nieuws voor je.",
            "data": {"path": text["path"], "language": "nl", "snooze": text["snooze"]},
            "tag": text["tag"],
            "lang": "nl",
            "actions": ["Even niet"],
        }
    ]

    page.get_by_role("button", name="Zet hier uit").click()
    expect(page.get_by_role("button", name="Zet hier aan")).to_be_visible()
    unwanted = send_nudge(browser_stack)
    employee = browser_stack.sign_in("employee")
    assert employee.get("/devices")["devices"] == []
    assert _push_about(unwanted, service, browser) is None


def test_not_now_is_said_from_the_notification_itself(
    sign_in: SignIn, browser_stack: Stack, service: PushService
) -> None:
    page = sign_in("employee", PHONE, service_workers="allow")
    _subscribing(page, browser := service.browser("waits"))
    _turn_on(page)
    about = send_nudge(browser_stack)
    pushed = wait_until("the push", lambda: _push_about(about, service, browser))
    text = browser.decrypt(pushed.body)
    employee = browser_stack.sign_in("employee")
    notification = {
        "tag": text["tag"],
        "data": {"path": text["path"], "language": "nl", "snooze": text["snooze"]},
    }

    [worker] = page.context.service_workers
    worker.evaluate(WATCH)
    worker.evaluate(PRESS, notification)
    assert employee.get("/calendar")["snoozed_until"]
    [said] = worker.evaluate("self.shown")
    assert said["body"] == "We sturen je tot morgen geen oefening."
    assert (said["tag"], said["data"]["path"]) == (text["tag"], "/demo")
    assert worker.evaluate("self.opened") == []

    employee.delete("/calendar/snooze")
    worker.evaluate("() => { self.fetch = () => Promise.reject(new TypeError('no network')) }")
    worker.evaluate(PRESS, notification)
    [_said, failed] = worker.evaluate("self.shown")
    assert "niet bewaard" in failed["body"]
    assert failed["actions"] == ["Even niet"]
    assert worker.evaluate("self.opened") == []
    worker.evaluate("() => { delete self.fetch }")
    # As where somebody else is signed in by now.
    text["snooze"]["member"] = str(new_id())
    worker.evaluate(PRESS, notification)
    assert employee.get("/calendar")["snoozed_until"] is None
    assert worker.evaluate("self.opened") == [f"{browser_stack.url}/"]
    page.goto(f"{browser_stack.url}{failed['data']['path']}")
    dialog = page.get_by_role("dialog", name="Even geen oefeningen")
    expect(dialog.get_by_role("button", name="Tot morgen")).to_be_visible()


def test_a_browser_follows_its_persons_signing_in_and_out_and_removal_elsewhere(
    sign_in: SignIn, browser_stack: Stack, service: PushService
) -> None:
    page = sign_in("employee", PHONE, service_workers="allow")
    _subscribing(page, service.browser("followed"))
    _turn_on(page)
    elsewhere = browser_stack.sign_in("employee")

    registered = page.evaluate("() => JSON.parse(localStorage.getItem('kalm-device')).id")

    def is_known() -> bool:
        return registered in [one["id"] for one in elsewhere.get("/devices")["devices"]]

    assert is_known()
    page.context.clear_cookies(name="sessionid")
    page.goto("/demo")
    with page.expect_response(lambda answer: registered in answer.url):
        _sign_in_again(page)
    # As where registering anew failed: the server knows it by a session of before.
    run(browser_stack, EARLIER_SESSION.format(device=registered))
    page.goto("/demo/settings")
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert not is_known()

    with page.expect_response(lambda answer: registered in answer.url):
        _sign_in_again(page)
    assert is_known()

    elsewhere.delete(f"/devices/{registered}")
    page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem('kalm-device'))
          localStorage.setItem('kalm-device', JSON.stringify({ ...kept, at: 1 }))
        }"""
    )
    page.goto("/demo/settings/messages")
    expect(page.get_by_role("button", name="Zet hier aan")).to_be_visible()
    page.wait_for_function("() => localStorage.getItem('kalm-device') === null")
    assert not is_known()
