"""An organisation says messages in its own words, checked and with a preview, over HTTP."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from accounts.models import AuditEvent
from core.texts import LANGUAGES
from notifications import services
from notifications.domain.kinds import registered
from notifications.domain.own_wordings import faults_of, of_kalm, variables_of
from notifications.domain.variables import VARIABLES
from notifications.models import Channel, Message, OwnWordings
from tests.cast import Api, Cast, code_of
from tests.notifications.conftest import MailServer, Tell

BASE = "/api/v1/haven/message-texts"
NUDGE_NL = f"{BASE}/nudge/nl"
OWN = {"subject": "Tijd om te oefenen", "line": "Hoi! {title} is er. {why}"}
pytestmark = pytest.mark.django_db


def save(api: Api, cast: Cast, *wordings: dict[str, str], url: str = NUDGE_NL) -> Any:
    client = api(cast.admin)
    seen = {"If-Match": client.get(url).headers["ETag"]}
    return client.put(url, {"wordings": list(wordings)}, headers=seen)


def text_of(api: Api, member: Any) -> str:
    found: str = api(member).get("/api/v1/haven/messages").json()["results"][0]["text"]
    return found


def mail_to(tell: Tell, server: MailServer, *members: Any) -> list[Any]:
    messages = [tell(member) for member in members]
    services.deliver(ids=[one.deliveries.get(channel=Channel.MAIL).pk for one in messages])
    return server.accepted


def test_its_words_are_said_in_the_app_and_by_mail_until_they_are_put_back(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer
) -> None:
    before = api(cast.admin).get(NUDGE_NL).json()
    assert (before["is_own"], before["wordings"]) == (False, before["of_kalm"])
    saved = save(api, cast, OWN).json()
    assert (saved["is_own"], saved["wordings"]) == (True, [OWN])
    assert saved["of_kalm"] == before["of_kalm"]

    mails = mail_to(tell, mail_server, cast.employee, cast.teammate, cast.stranger)
    subjects = {str(mail["To"]): str(mail["Subject"]) for mail in mails}
    assert subjects["emma@haven.example"] == OWN["subject"]
    # Tom reads English, and Stan is of another organisation.
    assert OWN["subject"] not in (subjects["tom@haven.example"], subjects["stan@burcht.example"])
    body = mails[0].get_body(["plain"])
    assert "Hoi! De balie is er." in body.get_content()
    assert text_of(api, cast.employee) == "Hoi! De balie is er."

    client = api(cast.admin)
    for _again in range(2):
        gone = client.delete(NUDGE_NL, headers={"If-Match": client.get(NUDGE_NL).headers["ETag"]})
        assert (gone.status_code, gone.json()) == (200, before)
    assert "Hoi!" not in text_of(api, cast.employee)
    events = AuditEvent.objects.filter(verb__startswith="message_texts").order_by("id")
    assert [(one.verb, one.actor, one.detail) for one in events] == [
        (
            "message_texts_changed",
            cast.admin,
            {"kind": "nudge", "language": "nl", "wordings": 1},
        ),
        ("message_texts_put_back", cast.admin, {"kind": "nudge", "language": "nl"}),
    ]


def test_each_message_has_one_of_several_and_kalms_words_put_back_kalms(
    cast: Cast, api: Api, tell: Tell
) -> None:
    other = {"subject": "Nog een", "line": "Pak {title}. {why}"}
    assert save(api, cast, OWN, other).status_code == 200
    for _each in range(12):
        tell(cast.employee)
    said = {
        one["text"] for one in api(cast.employee).get("/api/v1/haven/messages").json()["results"]
    }
    assert said == {"Hoi! De balie is er.", "Pak De balie."}
    kalm = api(cast.admin).get(NUDGE_NL).json()["of_kalm"]
    assert save(api, cast, *kalm).json()["is_own"] is False
    assert not OwnWordings.objects.exists()


@pytest.mark.parametrize(
    ("change", "attr", "code"),
    [
        ({"line": "Kom oefenen. {why}"}, "line", "variable_missing"),
        ({"line": "{title} {name} {why}"}, "line", "variable_unknown"),
        ({"line": "{title} {why} {"}, "line", "brace_alone"),
        ({"line": "{title} {why} {Title}"}, "line", "brace_alone"),
        ({"line": "{{title}} {title} {why}"}, "line", "brace_alone"),
        ({"line": "{title.__class__} {title} {why}"}, "line", "brace_alone"),
        ({"subject": "Oefen {title}"}, "subject", "variable_in_subject"),
        ({"subject": "Vandaag: {why}"}, "subject", "variable_in_subject"),
        ({"subject": "\u200b\u2800 "}, "subject", "blank"),
        ({"line": "\u200b"}, "line", "blank"),
        ({"subject": "a\x00b"}, "subject", "null_characters_not_allowed"),
        ({"subject": "x" * 79}, "subject", "max_length"),
        ({"line": "{title} {why}" + "x" * 300}, "line", "max_length"),
    ],
)
def test_it_refuses_what_can_not_be_sent_at_its_field(
    cast: Cast, api: Api, change: dict[str, str], attr: str, code: str
) -> None:
    answer = save(api, cast, OWN, OWN | change)
    assert (answer.status_code, code_of(answer)) in {(400, "wording_invalid"), (400, "invalid")}
    assert (f"wordings.1.{attr}", code) in {
        (part["attr"], part["code"]) for part in answer.json()["errors"]
    }
    assert not OwnWordings.objects.exists()
    shown = api(cast.admin).post(f"{NUDGE_NL}/preview", OWN | change)
    assert (attr, code) in {(part["attr"], part["code"]) for part in shown.json()["errors"]}


def test_what_nobody_sees_is_taken_out_and_a_percent_sign_stays(
    cast: Cast, api: Api, tell: Tell
) -> None:
    line = "100% {title}\r\nBcc: x %(why)s \u202e%s {why}"
    assert save(api, cast, OWN | {"line": line}).status_code == 200
    tell(cast.employee)
    assert text_of(api, cast.employee) == "100% De balie Bcc: x %(why)s %s"


@pytest.mark.parametrize("kind", ["password_link", "invitation", "take_deleted", "nothing"])
def test_what_can_not_be_edited_is_not_found(cast: Cast, api: Api, kind: str) -> None:
    assert api(cast.admin).get(f"{BASE}/{kind}/nl").status_code == 404
    assert api(cast.admin).get(f"{BASE}/nudge/de").status_code == 404
    listed = api(cast.admin).get(BASE).json()["texts"]
    assert kind not in {one["kind"] for one in listed}


def test_who_comes_second_is_told_and_overwrites_nothing(cast: Cast, api: Api) -> None:
    client = api(cast.admin)
    seen = {"If-Match": client.get(NUDGE_NL).headers["ETag"]}
    mine = {"wordings": [OWN | {"subject": "Anders"}]}
    assert code_of(client.put(NUDGE_NL, mine)) == "if_match_required"
    assert save(api, cast, OWN).status_code == 200
    late = client.put(NUDGE_NL, mine, headers=seen)
    assert (late.status_code, code_of(late)) == (412, "message_texts_changed")
    assert code_of(client.delete(NUDGE_NL, headers=seen)) == "message_texts_changed"
    assert client.get(NUDGE_NL).json()["wordings"] == [OWN]
    # The answer was lost, and the client asks again.
    assert client.put(NUDGE_NL, {"wordings": [OWN]}, headers=seen).status_code == 200
    assert AuditEvent.objects.filter(verb="message_texts_changed").count() == 1


def test_a_preview_shows_each_channel_with_samples_and_keeps_nothing(cast: Cast, api: Api) -> None:
    wording = {"subject": "Hoi <b>", "line": "<b>Hoi</b> {title} {why}"}
    shown = api(cast.admin).post(f"{NUDGE_NL}/preview", wording).json()
    assert shown["in_app"].startswith("<b>Hoi</b> Een klant aan de balie")
    assert shown["mail"]["subject"] == "Hoi <b>"
    assert shown["in_app"] in shown["mail"]["text"]
    assert "&lt;b&gt;Hoi&lt;/b&gt; Een klant" in shown["mail"]["html"]
    assert "<b>" not in shown["mail"]["html"]
    assert shown["push"] == {"title": "Kalm", "body": "Er is iets nieuws voor je."}
    assert not OwnWordings.objects.exists()
    assert not Message.objects.exists()


BAD: list[Any] = [
    [OWN | {"line": "{titel} {why}"}],  # of a variable that a release renamed
    [{"subject": "x"}],
    "a text",
    [],
    {"subject": 7},
]


@pytest.mark.parametrize("stored", BAD, ids=str)
def test_a_stored_text_that_can_not_be_sent_any_more_is_said_by_kalm_and_logged_by_id(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer, stored: Any
) -> None:
    save(api, cast, OWN)
    row = OwnWordings.objects.get()
    OwnWordings.objects.update(wordings=stored)
    good = OwnWordings.objects.create(
        organisation=cast.burcht, kind="nudge", language="en", wordings=[OWN]
    )
    with capture_logs() as logs:
        mails = mail_to(tell, mail_server, cast.employee, cast.stranger)
    subjects = {str(mail["To"]): str(mail["Subject"]) for mail in mails}
    kalm = {one.subject for one in of_kalm(registered()["nudge"], "nl")}
    assert subjects["emma@haven.example"] in kalm
    assert subjects["stan@burcht.example"] == OWN["subject"]
    told = [one for one in logs if one["event"] == "own_wordings_invalid"]
    assert [one["own_wordings"] for one in told] == ([str(row.pk)] if stored else [])
    assert str(good.pk) not in str(told)
    assert "De balie" in text_of(api, cast.employee)
    if stored:
        document = api(cast.admin).get(NUDGE_NL).json()
        assert document["faults"]
        assert save(api, cast, OWN).json()["faults"] == []


def test_of_several_stored_texts_those_that_can_be_sent_are(
    cast: Cast, api: Api, tell: Tell
) -> None:
    save(api, cast, OWN)
    OwnWordings.objects.update(wordings=[OWN | {"line": "{titel}"}, OWN])
    for _each in range(6):
        tell(cast.employee)
    listed = api(cast.employee).get("/api/v1/haven/messages").json()["results"]
    assert {one["text"] for one in listed} == {"Hoi! De balie is er."}


def test_a_batch_reads_the_texts_of_its_organisations_once(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    with CaptureQueriesContext(connection) as asked:
        mail_to(tell, mail_server, cast.employee, cast.teammate, cast.coach, cast.stranger)
    assert len(mail_server.accepted) == 4
    assert len([one for one in asked if "ownwordings" in one["sql"]]) == 1


def test_kalms_own_texts_pass_the_check_in_each_language() -> None:
    editable = [kind for kind in registered().values() if kind.is_editable]
    assert {"nudge", "feedback_ready", "workshop_reminder"} <= {kind.name for kind in editable}
    for kind in editable:
        assert not kind.always
        assert set(variables_of(kind)) <= set(VARIABLES)
        for language in LANGUAGES:
            for wording in of_kalm(kind, language):
                assert not faults_of(kind, wording), (kind.name, language, wording)
