"""Bytes are taken from whoever could create the upload now: a capability alone does not suffice."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.errors import RoleRequired
from accounts.models import Membership
from core.ids import new_id
from media import queries, services
from media.models import Purpose
from media.receiver import known, writers
from media.store import get_store
from tests.cast import Cast
from tests.media.phone import Phone
from tests.media.test_receive_bytes import code
from tests.servers import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("store", ["local"], indirect=True),
]
DATA = bytes(range(256)) * 400
HALF = len(DATA) // 2
SECONDS = known.FRESH + writers.ASK_EVERY + 20  # generous: the first two are what is promised


def leave(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).update(is_active=False)


def lose_account(member: Membership) -> None:
    type(member.person).objects.filter(pk=member.person_id).update(is_active=False)


def end_contract(member: Membership) -> None:
    type(member.organisation).objects.filter(pk=member.organisation_id).update(is_active=False)


@pytest.mark.parametrize("leaving", [leave, lose_account, end_contract])
def test_whoever_left_sends_no_byte_more_and_may_go_on_when_back(
    phone: Phone, leaving: Callable[[Membership], None]
) -> None:
    location = phone.create(len(DATA))
    leaving(phone.owner)
    refused = phone.patch(location, 0, DATA)
    assert (refused.status_code, code(refused)) == (403, "sender_refused")
    assert phone.head(location).status_code == 403
    assert phone.send("DELETE", location).status_code == 403
    assert get_store().offset(phone.upload(location).pk) == 0
    for model in (Membership, type(phone.owner.person), type(phone.owner.organisation)):
        model._default_manager.update(is_active=True)
    assert phone.patch(location, 0, DATA).status_code == 204
    assert phone.is_complete(location)


def test_whoever_leaves_while_sending_is_stopped_within_seconds(phone: Phone) -> None:
    location = phone.create(len(DATA))
    link = phone.start_patch(location, 0, len(DATA), DATA[:HALF])
    link.settimeout(SECONDS)
    wait_until(lambda: get_store().offset(phone.upload(location).pk) == HALF)
    leave(phone.owner)
    assert b"upload_taken_over" in link.recv(4096)
    wait_until(lambda: phone.head(location).status_code == 403, seconds=SECONDS)
    assert get_store().offset(phone.upload(location).pk) == HALF


def test_clips_for_scenes_are_taken_from_authors_for_as_long_as_they_are(
    phone: Phone, committed_cast: Cast
) -> None:
    def create(owner: Membership) -> str:
        upload, _ = services.create_upload(
            owner=owner,
            id=new_id(),
            length=len(DATA),
            content_type="video/mp4",
            purpose=Purpose.SCENE,
        )
        return services.make_location(upload)

    with pytest.raises(RoleRequired):
        create(committed_cast.coach)
    location = create(committed_cast.author)
    Membership.objects.filter(pk=committed_cast.author.pk).update(roles=["employee"])
    assert code(phone.patch(location, 0, DATA)) == "sender_refused"
    Membership.objects.filter(pk=committed_cast.author.pk).update(roles=["author", "coach"])
    assert phone.patch(location, 0, DATA).status_code == 204


def test_of_many_uploads_it_is_known_which_still_go_on(phone: Phone, committed_cast: Cast) -> None:
    going, ended = (phone.upload(phone.create(10)).pk for _ in range(2))
    theirs = Phone(phone.server, committed_cast.stranger)
    left = theirs.upload(theirs.create(10)).pk
    services.terminate_upload(upload_id=ended)
    leave(committed_cast.stranger)
    assert queries.still_arriving([going, ended, left, new_id()]) == {going}
    assert services.expire_uploads(now=timezone.now()) == 0


def test_bytes_that_are_meant_for_somebody_else_are_not_taken(
    phone: Phone, committed_cast: Cast
) -> None:
    location = phone.create(len(DATA))
    wrong = {"kalm-membership": str(committed_cast.teammate.pk)}
    own = {"kalm-membership": str(phone.owner.pk)}
    refused = phone.patch(location, 0, DATA[:HALF], **wrong)
    assert (refused.status_code, code(refused)) == (403, "other_person")
    assert phone.head(location, **wrong).status_code == 403
    assert get_store().offset(phone.upload(location).pk) == 0
    assert phone.patch(location, 0, DATA[:HALF], **own).status_code == 204
    assert phone.patch(location, HALF, DATA[HALF:], **wrong).status_code == 403
    assert phone.patch(location, HALF, DATA[HALF:]).status_code == 204
    assert phone.is_complete(location)
