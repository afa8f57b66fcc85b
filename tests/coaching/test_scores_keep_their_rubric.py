"""The rubric's words and points under an earlier score stay what they were, whatever authors and
coaches do afterwards.

Hypothesis makes up the sequences: drafts are saved, replaced by a file, published and used, the
exercise is retired and restored, replies are scored under the newest version, those that have
feedback are scored again under it, and somebody tries to rewrite what is published.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import Membership
from accounts.rest.throttling import PerPerson
from coaching.models import Review, Score
from core.ids import new_id
from media.models import Captions
from scenarios.models import Criterion, RubricVersion, SceneClip
from tests.cast import Api, Cast
from tests.coaching.regrading import begin, score_all
from tests.coaching.world import World, mark_whole, release, score, take
from training.models import Attempt

WORDS = st.sampled_from(["Rustig", "Luistert", "Noemt wat er is", "Stelt een grens", "=1+1"])
Json = dict[str, Any]


@st.composite
def rubrics(draw: st.DrawFn) -> list[Json]:
    """Return the criteria of a document; their technique is the world's first."""

    def texts() -> dict[str, str]:
        return {"nl": draw(WORDS), "en": draw(WORDS)}

    return [
        {
            "technique": "technique-1",
            "weight": draw(st.integers(1, 9)),
            "name": texts(),
            "description": texts(),
            "levels": [
                {"value": at, "name": texts(), "description": texts()}
                for at in range(1, draw(st.integers(2, 4)) + 1)
            ],
        }
        for _ in range(draw(st.integers(1, 2)))
    ]


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), rubrics()),
        st.tuples(st.just("import"), rubrics()),
        st.tuples(st.just("publish"), st.none()),
        st.tuples(st.just("use"), st.none()),
        st.tuples(st.just("retire"), st.none()),
        st.tuples(st.just("score"), st.booleans()),
        st.tuples(st.just("regrade"), st.booleans()),
        st.tuples(st.just("rewrite"), st.none()),
    ),
    min_size=4,
    max_size=12,
)


LEVEL = {"name": {"nl": "Rustig", "en": "Calm"}, "description": {"nl": "Rustig", "en": "Calm"}}
CRITERION = {
    "technique": "technique-1",
    "weight": 2,
    **LEVEL,
    "levels": [{"value": at, **LEVEL} for at in (1, 2)],
}
PUBLISH: list[tuple[str, Any]] = [("save", [CRITERION]), ("publish", None)]


@dataclass
class Play:
    """Carries out the actions over HTTP, and keeps what stood under each score when it was given.

    `client` is the employee's; `draft` is the open draft's id with its ETag.
    """

    world: World
    author: APIClient
    coach: APIClient
    client: APIClient
    employee: Membership
    draft: tuple[UUID, str] | None = None
    stood: dict[UUID, Json] = field(default_factory=dict)

    def act(self, name: str, value: Any) -> None:
        getattr(self, f"do_{name}")(value)

    @property
    def rubric(self) -> UUID:
        version = self.world.version.rubric_version
        assert version is not None
        return version.rubric_id

    def do_save(self, criteria: list[Json]) -> None:
        body = {"rubric": str(self.rubric), "criteria": criteria}
        self._put(f"{self.world.base}/rubric-versions/{self._id()}", body)

    def do_import(self, criteria: list[Json]) -> None:
        body = {"schema": "kalm-rubric/1", "criteria": criteria}
        self._put(f"{self.world.base}/rubrics/{self.rubric}/versions/{self._id()}/import", body)

    def _id(self) -> UUID:
        return self.draft[0] if self.draft else new_id()

    def _put(self, url: str, body: Json) -> None:
        headers = {"If-Match": self.draft[1]} if self.draft else {}
        answer = self.author.put(url, body, headers=headers)
        assert answer.status_code in (200, 201), answer.content
        made = answer.json()
        self.draft = UUID((made.get("draft") or made)["id"]), answer["ETag"]

    def do_publish(self, _value: None) -> None:
        if not self.draft:
            return
        url = f"{self.world.base}/rubric-versions/{self.draft[0]}/publication"
        assert self.author.post(url).status_code == 200
        self.draft = None

    def do_use(self, _value: None) -> None:
        """Publish a version of the exercise on the newest rubric version."""
        newest = RubricVersion.objects.filter(rubric=self.rubric, published_at__isnull=False)
        rubric_version = newest.latest("number")
        author, base = self.author, f"{self.world.base}/scenario-versions"
        document = author.get(f"{base}/{self.world.version.id}").json()
        document |= {"rubric_version": str(rubric_version.id), "techniques": ["technique-1"]}
        document |= {"intensity": 2, "sector": "retail", "channel": "face_to_face"}
        [choose] = [one for one in document["scenes"] if one["kind"] == "choose"]
        if len(choose["options"]) == 1:  # the world's own question is too short to publish
            other = {"text": choose["prompt"], "is_right": False, "explanation": choose["prompt"]}
            choose["options"].append(other)
        version = new_id()
        assert author.put(f"{base}/{version}", document).status_code == 201
        answer = author.post(f"{base}/{version}/publication")
        assert answer.status_code == 200, answer.content
        used = self.world.version.scenario.versions.get(pk=version)
        self.world.version = used
        self.world.criteria = list(Criterion.objects.filter(version=rubric_version))
        self.world.respond = used.scenes.get(kind="respond")
        self.world.watch = used.scenes.get(kind="watch")
        self.world.option = used.scenes.get(kind="choose").options.get(is_right=True)

    def do_retire(self, _value: None) -> None:
        """Retire the exercise, and restore it: a reply can be scored in between, and after."""
        url = f"{self.world.base}/scenarios/{self.world.version.scenario_id}/retirement"
        assert self.author.put(url).status_code in (200, 201)
        self.do_score(is_released=True)
        self.see(self.stands())
        assert self.author.delete(url).status_code in (200, 204)

    def do_score(self, is_released: bool) -> None:
        coach, world = self.coach, self.world
        lease = take(coach, world, world.submitted(self.employee))
        if is_released:
            mark_whole(world, lease)
            assert release(coach, world, lease).status_code == 200
        else:
            for criterion in world.criteria:
                assert score(coach, world, lease, criterion, value=1).status_code == 200
            coach.delete(f"{world.base}/leases/{lease['id']}")

    def do_regrade(self, is_released: bool) -> None:
        """Score the oldest reply with feedback again under the newest version, where that is newer
        than all that it was scored by; a released regrade changes nothing that the employee has."""
        newest = RubricVersion.objects.filter(rubric=self.rubric, published_at__isnull=False)
        version = newest.latest("number")
        firsts = Review.objects.filter(purpose="first", released_at__isnull=False)
        done = Review.objects.filter(rubric_version=version).values("submission")
        first = firsts.exclude(submission__in=done).order_by("released_at", "id").first()
        if first is None:
            return
        attempt, coach, world = first.submission.attempt, self.coach, self.world
        shown = self._feedback(attempt)
        lease = begin(coach, world, attempt, version)
        if is_released:
            score_all(coach, world, lease, version, value=1)
            assert release(coach, world, lease).status_code == 200
        else:
            assert score(coach, world, lease, version.criteria.all()[0], value=1).status_code == 200
            coach.delete(f"{world.base}/leases/{lease['id']}")
        now = self._feedback(attempt)
        assert len(now.pop("regrades")) == len(shown.pop("regrades")) + is_released
        assert now == shown

    def _feedback(self, attempt: Attempt) -> Json:
        found: Json = self.client.get(f"{self.world.base}/feedback/{attempt.id}").json()
        return found

    def see(self, stands: dict[UUID, Json]) -> None:
        """Keep what stands under the scores that are new; what is under the others stands still."""
        assert {id: stands[id] for id in self.stood} == self.stood
        self.stood = stands

    def do_rewrite(self, _value: None) -> None:
        for change in (
            "UPDATE scenarios_criterion SET weight = 10 - weight",
            "UPDATE scenarios_level SET value = 10 - value",
            "DELETE FROM scenarios_level",
        ):
            published = "(SELECT id FROM scenarios_rubricversion WHERE published_at IS NOT NULL)"
            of = f"version_id IN {published}"
            if "level" in change:
                of = f"criterion_id IN (SELECT id FROM scenarios_criterion WHERE {of})"  # noqa: S608  # of names in this file
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"{change} WHERE {of}")
            except IntegrityError:
                continue
            raise AssertionError(f"the database let through: {change}")

    def stands(self) -> dict[UUID, Json]:
        """Return what stands under each score: its points, and all of its rubric's words."""
        scores = list(Score.objects.select_related("level", "criterion", "review"))
        rubrics = {
            id: self.coach.get(f"{self.world.base}/rubric-versions/{id}").json()
            for id in {one.criterion.version_id for one in scores}
        }
        return {
            one.id: {
                "given": (one.level.value, one.level.name, one.level.description, one.note),
                "rubric": rubrics[one.criterion.version_id],
                "criterion": one.criterion_id,
                "review": (one.review.purpose, one.review.rubric_version_id, one.review.reason),
            }
            for one in scores
        }


@pytest.fixture(autouse=True)
def _without_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests come from the same few people here, hundreds of times."""
    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"person": None})


@pytest.mark.slow
@settings(
    max_examples=8,
    deadline=None,
    # Each example goes through dozens of requests: making a failing one shorter takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(actions=ACTIONS)
@example(
    actions=[
        *PUBLISH,
        ("regrade", True),
        *PUBLISH,
        ("use", None),
        ("score", True),
        ("regrade", False),
        ("rewrite", None),
    ]
)
def test_nothing_moves_under_an_earlier_score(
    actions: list[tuple[str, Any]], cast: Cast, world: World, api: Api
) -> None:
    """The world that the examples share is put back after each."""
    here = dict(vars(world))
    with transaction.atomic():
        _make_publishable(world)
        author, coach, client = (api(one) for one in (cast.author, cast.coach, cast.employee))
        play = Play(world, author, coach, client, cast.employee)
        for name, value in [("score", True), *actions]:
            play.act(name, value)
            play.see(play.stands())
        transaction.set_rollback(True)
    vars(world).update(here | {"people": {}})


def _make_publishable(world: World) -> None:
    for clip in SceneClip.objects.filter(scene__version=world.version):
        for language in ("nl", "en"):
            text = "WEBVTT\n\n00:00.000 --> 00:01.000\n...\n"
            Captions.objects.get_or_create(
                video=clip.video, language=language, defaults={"text": text}
            )
