"""`manage.py create_organisation` makes an organisation that can begin, or nothing at all."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import AuditEvent, Membership, Organisation, Person, Role
from demo import library, starter
from demo.shapes import Library
from media.models import Video
from notifications.models import Message
from scenarios.models import AggressionType, Rubric, ScenarioVersion, Technique
from tests.cast import Cast, signed_in
from tests.dispatched import Answer, run_dispatched
from training.models import Programme

__all__ = ["run_dispatched"]

ANNA = {"admin": "anna@kade.example", "admin_name": "Anna Vos", "name": "De Kade"}
PASSWORD = "een-heel-rustig-woord"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _create(slug: str = "kade", **options: Any) -> str:
    out = StringIO()
    call_command("create_organisation", slug, **(ANNA | options), stdout=out)
    return out.getvalue()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Let the library hold two exercises with their clips and rubrics."""
    whole = library.load()
    programme = replace(whole.programme, steps=whole.programme.steps[:2], on_request=())
    held = replace(whole, programme=programme, exercises=whole.exercises[:2])
    monkeypatch.setattr(starter, "load", lambda: held)
    return held


def _counts() -> dict[str, int]:
    tables = [Organisation, Membership, Person, Message, AuditEvent, Technique, Video, Programme]
    return {table.__name__: table._default_manager.count() for table in tables}


def _begin(text: str) -> Client:
    """Follow a link and choose a password, after which the client is signed in."""
    found = re.search(r"/sign-in/new-password/(\S+)", text)
    assert found, text
    client = Client()
    body = {"key": found[1], "password": PASSWORD}
    answer = client.post("/api/auth/browser/v1/auth/password/reset", body, "application/json")
    assert answer.status_code == 200, answer.content
    return client


def test_the_first_admin_gets_a_mail_whose_link_lets_them_in(run_dispatched: Answer) -> None:
    told = _create()
    assert "Organisation De Kade (kade) is made." in told
    while run_dispatched():
        pass
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["anna@kade.example"], "Welkom bij Kalm")
    me = _begin(str(letter.body)).get("/api/v1/me").json()
    assert me["name"] == "Anna Vos"
    [membership] = me["memberships"]
    assert (membership["organisation"]["slug"], membership["roles"]) == ("kade", ["admin"])
    verbs = AuditEvent.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["organisation_created", "membership_added", "invited"]


def test_the_link_that_is_printed_lets_them_in_too() -> None:
    me = _begin(_create()).get("/api/v1/me").json()
    assert me["name"] == "Anna Vos"


def test_without_the_starter_library_there_is_nothing_in_it() -> None:
    _create()
    assert not Technique.objects.exists()
    assert not Programme.objects.exists()


@pytest.mark.slow
def test_the_starter_library_comes_whole_and_can_be_practised(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    told = _create(starter=True)
    organisation = Organisation.objects.get(slug="kade")
    content = library.load()
    assert f"{len(content.exercises)} exercises with their rubrics" in told
    mine = {"organisation": organisation}
    assert Technique.objects.filter(**mine).count() == Technique.objects.count() > 5
    assert AggressionType.objects.filter(**mine).count() > 3
    rubrics = {one.rubric.code for one in content.exercises}
    assert set(Rubric.objects.filter(**mine).values_list("code", flat=True)) == rubrics
    published = ScenarioVersion.objects.filter(published_at__isnull=False)
    assert published.filter(scenario__organisation=organisation).count() == len(content.exercises)
    clips = [clip for one in content.exercises for clip in one.clips]
    assert Video.objects.filter(**mine, state="ready").count() == 2 * len(clips)
    admin = Membership.objects.get(organisation=organisation)
    [programme] = signed_in(admin).get("/api/v1/kade/programmes").json()["results"]
    assert programme["steps_total"] == 6


def test_a_second_organisation_takes_no_clip_of_the_first(few: Library) -> None:
    _create(starter=True)
    _create("gracht", admin="bert@gracht.example", starter=True)
    first, second = (
        set(Video.objects.filter(organisation__slug=slug).values_list("pk", flat=True))
        for slug in ("kade", "gracht")
    )
    assert len(first) == len(second) > 0
    assert not first & second


def test_the_same_address_again_is_refused_with_a_sentence_and_changes_nothing() -> None:
    _create()
    before = _counts()
    with pytest.raises(CommandError, match=r"already an organisation.*Nothing was changed"):
        _create(admin="bert@kade.example", starter=True)
    assert _counts() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"slug": "De Kade"}, "slug: Use small letters"),
        ({"slug": "sign-in"}, "slug: This address is in use by Kalm itself"),
        ({"slug": "me"}, "slug: This address is in use by Kalm itself"),
        ({"name": " "}, "name: "),
        ({"admin": "anna"}, "email: "),
        ({"admin": "ann\N{LATIN SMALL LETTER DOTLESS I}@kade.example"}, "email: "),
        ({"admin_name": " "}, "name: "),
        ({"time_zone": "Mars/Olympus"}, "Unknown time zone"),
    ],
)
def test_what_can_not_be_used_is_refused_with_a_sentence_and_changes_nothing(
    options: dict[str, str], said: str
) -> None:
    with pytest.raises(CommandError, match=f"{said}.*Nothing was changed"):
        _create(**options)
    assert not any(_counts().values())


def test_a_library_that_fails_half_way_leaves_nothing_and_the_command_works_again(
    few: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_anything: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(starter, "load_programme", fail)
        with pytest.raises(MemoryError):
            _create(starter=True)
    assert not any(_counts().values())
    assert "is made" in _create(starter=True)


def test_somebody_who_uses_kalm_already_keeps_their_password(cast: Cast) -> None:
    told = _create(admin="anna@haven.example")
    assert "new-password" not in told
    assert f"{settings.PUBLIC_URL}/kade" in told
    membership = Membership.objects.get(organisation__slug="kade")
    assert (membership.person, membership.roles) == (cast.admin.person, [Role.ADMIN])


def test_every_path_that_leads_elsewhere_is_reserved() -> None:
    from accounts.domain.slugs import RESERVED
    from tests.permissions.routes import first_parts

    folders = Path(settings.BASE_DIR, "web", "src", "routes").iterdir()
    client = {one.name for one in folders if one.is_dir() and one.name[0] not in "[("}
    server = first_parts() | {"uploads", "playback", "healthz", "readyz", "static"}
    assert client
    assert {one for one in client | server if re.fullmatch(r"[a-z0-9][a-z0-9-]*", one)} <= RESERVED
