"""GET clips: what clips there are and where each is used; DELETE clips/{clip}: unused ones go."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.models import AuditEvent
from core.errors import NotFound
from core.ids import new_id
from media import queries
from media.models import Captions, Purpose, Rendition, Trim, Video, VideoState
from media.tokens import read_playback_token
from scenarios import services
from scenarios.domain.drafts import ScenarioDraft, SceneDraft
from scenarios.errors import ClipUsed, UnknownReference
from scenarios.models import SceneClip
from scenarios.services import create_scenario
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import clip, library, published_scenario, scenario_body

pytestmark = pytest.mark.slow

LIST = "/api/v1/haven/clips"


@pytest.fixture(autouse=True)
def content(cast: Cast) -> None:
    library(cast.haven)


def draft_with(api: Api, cast: Cast, code: str, **clips: Video) -> str:
    """Save a draft whose first scene shows these clips, by language; return its version."""
    scenario = create_scenario(author=cast.author, code=code).id
    version = str(new_id())
    body = scenario_body(scenario, clips={at: str(one.pk) for at, one in clips.items()})
    answer = api(cast.author).put(f"/api/v1/haven/scenario-versions/{version}", body)
    assert answer.status_code == 201, answer.content
    return version


def rows(api: Api, cast: Cast, query: str = "") -> list[dict[str, Any]]:
    answer = api(cast.author).get(f"{LIST}{query}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def ids(api: Api, cast: Cast, query: str = "") -> set[str]:
    return {row["id"] for row in rows(api, cast, query)}


def test_a_row_says_where_a_clip_is_used(api: Api, cast: Cast) -> None:
    one = clip(cast.author)
    Video.objects.filter(pk=one.pk).update(duration_ms=9000)
    version = draft_with(api, cast, "barrier", nl=one)
    [row] = rows(api, cast)
    assert (row["id"], row["duration_ms"], row["captions"]) == (str(one.pk), 9000, ["en", "nl"])
    assert (row["made_by_name"], row["state"]) == (cast.author.shown_name, "ready")
    [use] = row["uses"]
    assert (use["version"], use["number"], use["title"]) == (version, 1, "The barrier (en)")
    assert (use["order"], use["prompt"], use["language"]) == (1, "Watch (en)", "nl")
    assert (use["role"], use["is_published"]) == ("scene", False)


def test_it_has_colleagues_clips_and_nothing_else(api: Api, cast: Cast) -> None:
    """Neither takes, nor what was deleted, nor another organisation's."""
    mine, theirs = clip(cast.author), clip(cast.admin)
    clip(cast.author, VideoState.DELETED)
    clip(cast.stranger)
    Video.objects.create(organisation=cast.haven, owner=cast.author, purpose=Purpose.TAKE)
    assert ids(api, cast) == {str(mine.pk), str(theirs.pk)}
    for other in (cast.employee, cast.coach, cast.manager, cast.admin):
        assert code_of(api(other).get(LIST)) == "role_required"


def test_an_author_plays_a_colleagues_clip(api: Api, cast: Cast) -> None:
    theirs = clip(cast.admin)
    answer = api(cast.author).get(f"/api/v1/haven/videos/{theirs.pk}/playback")
    assert (answer.status_code, answer.json()["video"]) == (200, str(theirs.pk))


def test_it_searches_and_filters(api: Api, cast: Cast) -> None:
    used, unused, theirs = clip(cast.author), clip(cast.author), clip(cast.admin)
    draft_with(api, cast, "desk", nl=used, en=used)
    Captions.objects.filter(video=unused, language="en").delete()
    name = cast.admin.shown_name.upper()
    assert ids(api, cast, "?used=true") == {str(used.pk)}
    assert ids(api, cast, "?used=false") == {str(unused.pk), str(theirs.pk)}
    assert ids(api, cast, "?search=barri") == {str(used.pk)}
    assert ids(api, cast, f"?search=desk+{cast.author.shown_name}") == {str(used.pk)}
    assert ids(api, cast, f"?search={name}") == {str(theirs.pk)}
    assert ids(api, cast, "?search=nowhere") == set()
    assert ids(api, cast, "?captions=en") == {str(used.pk), str(theirs.pk)}
    assert ids(api, cast, "?search=barri&used=false") == set()
    for query in ("?used=perhaps", "?captions=fr", f"?search={'a' * 101}"):
        assert code_of(api(cast.author).get(f"{LIST}{query}")) == "invalid"


def test_it_comes_in_pages_and_in_as_many_queries_for_few_as_for_many(api: Api, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            rows(api, cast)
        return len(seen)

    published_scenario(cast.author, "first")
    few = asked()
    for at in range(4):
        draft_with(api, cast, f"more-{at}", nl=clip(cast.author), en=clip(cast.admin))
    assert asked() == few
    first = api(cast.author).get(f"{LIST}?page_size=3").json()
    assert len(first["results"]) == 3
    assert len(api(cast.author).get(first["next"]).json()["results"]) == 3


def test_the_poster_opens_and_the_film_doesnt(api: Api, cast: Cast) -> None:
    one = clip(cast.author)
    assert rows(api, cast)[0]["poster_url"] is None
    Video.objects.filter(pk=one.pk).update(poster="videos/x/poster.jpg")
    Rendition.objects.create(
        video=one, name="main", key="k", content_type="video/mp4", size=1, width=1, height=1
    )
    entries = AuditEvent.objects.count()
    [_, kind, token, name] = rows(api, cast)[0]["poster_url"].split("/")
    assert AuditEvent.objects.count() == entries
    assert (kind, name) == ("playback", "poster.jpg")
    grant = read_playback_token(token, timezone.now())
    assert grant

    def open_file(name: str) -> str:
        return queries.playable(
            video_id=grant.video,
            viewer_id=grant.viewer,
            person_id=cast.author.person_id,
            roles=grant.roles,
            granted_at=grant.granted_at,
            purpose=grant.purpose,
            rendition=grant.rendition,
            name=name,
        ).content_type

    assert open_file("poster.jpg") == "image/jpeg"
    for other in ("video.mp4", "captions-nl.vtt"):
        with pytest.raises(NotFound):
            open_file(other)


def test_an_unused_clip_is_deleted_with_its_files_and_on_record(
    api: Api,
    cast: Cast,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.MEDIA_DIR, settings.UPLOADS_DIR = tmp_path, tmp_path / "uploads"
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    theirs = clip(cast.admin)
    place = f"videos/{cast.haven.pk}/{theirs.pk}/1/main.mp4"
    default_storage.save(place, ContentFile(b"film"))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = api(cast.author).delete(f"{LIST}/{theirs.pk}")
        assert answer.status_code == 204
    assert not default_storage.exists(place)
    assert rows(api, cast) == []
    entry = AuditEvent.objects.get(verb="video_deleted")
    assert (entry.actor, entry.detail["reason"]) == (cast.author, "author")


def test_a_used_clip_stays_in_a_draft_and_in_what_is_published(api: Api, cast: Cast) -> None:
    drafted = clip(cast.author)
    draft_with(api, cast, "desk", nl=drafted)
    published = SceneClip.objects.filter(scene__version=published_scenario(cast.author))
    for video in {drafted.pk, *published.values_list("video", flat=True)}:
        answer = api(cast.author).delete(f"{LIST}/{video}")
        assert (answer.status_code, code_of(answer)) == (409, "clip_used")
    assert not Video.objects.filter(state=VideoState.DELETED).exists()


def test_a_clip_of_which_another_is_made_stays_until_that_is_done(api: Api, cast: Cast) -> None:
    source, made = clip(cast.author), clip(cast.author, VideoState.PROCESSING)
    Trim.objects.create(video=made, source=source, start_ms=0, end_ms=2000)
    assert code_of(api(cast.author).delete(f"{LIST}/{source.pk}")) == "clip_used"
    Video.objects.filter(pk=made.pk).update(state=VideoState.READY)
    assert api(cast.author).delete(f"{LIST}/{source.pk}").status_code == 204


def test_a_take_and_another_organisations_clip_are_not_found(api: Api, cast: Cast) -> None:
    take = Video.objects.create(organisation=cast.haven, owner=cast.author, purpose=Purpose.TAKE)
    for video in (take, clip(cast.stranger)):
        assert code_of(api(cast.author).delete(f"{LIST}/{video.pk}")) == "not_found"


def test_a_deleted_clip_is_in_no_draft(api: Api, cast: Cast) -> None:
    gone = clip(cast.author, VideoState.DELETED)
    scenario = create_scenario(author=cast.author, code="desk").id
    body = scenario_body(scenario, clips={"nl": str(gone.pk)})
    answer = api(cast.author).put(f"/api/v1/haven/scenario-versions/{new_id()}", body)
    assert (answer.status_code, code_of(answer)) == (400, "unknown_reference")
    assert answer.json()["errors"][0]["attr"] == "scenes.0.clips.nl"


@pytest.mark.django_db(transaction=True)
def test_of_a_deletion_and_a_save_at_once_one_wins(cast: Cast) -> None:
    one = clip(cast.author)
    scenario = create_scenario(author=cast.author, code="race").id
    draft = ScenarioDraft({}, {}, scenes=(SceneDraft("watch", {}, key="s1", clips={"nl": one.pk}),))

    def save(version: UUID) -> bool:
        try:
            services.save_scenario_draft(
                author=cast.author, scenario=scenario, version=version, draft=draft
            )
        except UnknownReference:
            return False
        return True

    def delete() -> bool:
        try:
            services.delete_clip(author=cast.author, clip=one.pk)
        except ClipUsed:
            return False
        return True

    won = at_once(lambda: save(new_id()), delete)
    assert sorted(won) == [False, True]
    is_used = SceneClip.objects.filter(video=one).exists()
    is_gone = Video.objects.get(pk=one.pk).state == VideoState.DELETED
    assert (is_used, is_gone) == (won[0], won[1])
