"""Makes the whole cast, each with one of everything, in both organisations; made once and never
changed: each request is rolled back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Role, Team
from coaching.models import Comment, Lease, Review
from core.ids import new_id
from media.models import Captions, PosterChoice, Purpose, Upload, Video, VideoState
from scenarios.models import (
    ImportState,
    PackageImport,
    Reading,
    Remark,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
)
from scenarios.queries import READING
from tests.cast import Cast, make_cast, person_in, signed_in
from tests.coaching.regrading import newer_rubric, review_of
from tests.coaching.world import World, make_world
from tests.permissions.bodies import LEAVE, Ids, Things
from tests.permissions.coaching import beside_reviews, spoken
from tests.permissions.reached import device_of, made_by_leader, message_to
from tests.scenarios.content import both
from tests.training.live import planned
from training.domain.certificate_codes import new_code
from training.models import (
    Attempt,
    CalendarFeed,
    Certificate,
    Enrolment,
    EnrolmentRule,
    Leave,
)
from training.services import mark_scored

PLAYERS = ("employee", "teammate", "coach", "author", "manager", "admin")


class Stage:
    """The things that requests name: `things[kind][owner]` are the ids that a path of that kind
    needs."""

    def __init__(self) -> None:
        self.cast: Cast = make_cast()
        self.things: Things = {}
        for name, member in self.cast.by_role().items():
            self._own(name, member)
        self._regrades()
        for owner, member in (("haven", self.cast.author), ("stranger", self.cast.stranger)):
            self._shared(owner, member)
        self.clients = {"nobody": APIClient(raise_request_exception=False)} | {
            name: signed_in(member, raise_request_exception=False)
            for name, member in self.cast.by_role().items()
        }

    def ask(
        self,
        who: str,
        method: str,
        url: str,
        body: Mapping[str, Any] | bytes | None,
        headers: Mapping[str, str],
    ) -> Any:
        """Send the request and return the answer; whatever it changed is undone."""
        client, here = self.clients[who], transaction.savepoint()
        try:
            kind = {"content_type": "application/zip"} if isinstance(body, bytes) else {}
            return getattr(client, method.lower())(url, body, headers=headers, **kind)
        finally:
            transaction.savepoint_rollback(here)

    def ids(self, kind: str, who: str, whose: str) -> Ids | None:
        """Return the ids of a thing of one's own, a colleague's (the organisation's if it is
        nobody's), or another organisation's; None where there is no such thing."""
        owned = self.things[kind]
        if whose == "own":
            return owned.get(who)
        if whose == "foreign":
            return owned["stranger"]
        return next(ids for name, ids in owned.items() if name not in {who, "stranger"})

    def _add(self, kind: str, owner: str, **ids: Any) -> None:
        self.things.setdefault(kind, {})[owner] = ids

    def _own(self, name: str, member: Membership) -> None:
        world = self._world(member)
        self._add("person", name, membership=member.id)
        self._add("message", name, message=message_to(member).id)
        given = planned(member.organisation, trainer=member)
        self._add("workshop", name, workshop=given.id, membership=member.id)
        CalendarFeed.objects.create(membership=member, secret_hash=str(member.id))
        self._add("device", name, device=device_of(member).id)
        self._add("upload", name, id=_upload(member).pk)
        self._add("leave", name, leave=Leave.objects.create(membership=member, **LEAVE).id)
        self._add("package-import", name, id=_package_import(member).pk)
        # The open attempt comes last: there can be one at a time.
        released, review = _released(world, member), _review(world, member)
        open_attempt = world.practising(member)
        take = open_attempt.takes.get()
        Captions.objects.create(video=take.video, language="nl", text="WEBVTT")
        self._add("video", name, id=take.video_id, language="nl")
        self._add(
            "attempt",
            name,
            attempt=open_attempt.id,
            step=world.step.id,
            scene=world.option.scene_id,
            option=world.option.id,
            take=take.id,
            respond=world.respond.id,
            first=world.watch.id,
            upload=take.video_id,
        )
        self._add("compared", name, exercise=world.version.scenario_id)
        self._add("step", name, step=world.step.id, programme=world.programme.id)
        self._add("theory", name, step=world.programme.steps.get(kind="theory").id)
        enrolment = Enrolment.objects.get(programme=world.programme, membership=member)
        self._add("enrolment", name, enrolment=enrolment.id)
        certificate = Certificate.objects.create(
            enrolment=enrolment,
            code=new_code(),
            name=name,
            organisation_name="Haven",
            programme_name=both("Calm"),
            finished_on=timezone.localdate(),
        )
        self._add("certificate", name, enrolment=enrolment.id)
        self._add("verified", name, code=certificate.code)
        self._add("watched", name, attempt=open_attempt.id, scene=world.watch.id)
        self._add("replied", name, attempt=open_attempt.id, scene=world.respond.id)
        criterion = world.criteria[0]
        reviewed = review.submission.takes.get()
        comment = Comment.objects.create(
            review=review, take=reviewed, coach=member, kind="note", at_ms=1, text="Hm."
        )
        self._add(
            "review",
            name,
            review=review.id,
            submission=review.submission_id,
            criterion=criterion.id,
            comment=comment.id,
            take=reviewed.id,
            scene=world.watch.id,
        )
        self._add("feedback", name, attempt=released.id, id=new_id(), criterion=criterion.id)
        self._add("released", name, review=released.submission.reviews.get().id, id=new_id())
        for kind, ids in beside_reviews(world, member, review, released).items():
            self._add(kind, name, **ids)
        if "coach" in member.roles:
            until = timezone.now() + timedelta(hours=1)
            lease = Lease.objects.create(review=review, coach=member, expires_at=until)
            self._add("lease", name, lease=lease.id, coach=member.id)

    def _shared(self, owner: str, member: Membership) -> None:
        organisation = member.organisation
        team = Team.objects.create(organisation=organisation, name="Front office")
        self._add("team", owner, team=team.id)
        rubric = Rubric.objects.create(organisation=organisation, code="r", name=both("R"))
        rubric_version = RubricVersion.objects.create(rubric=rubric, number=1)
        self._add("rubric-version", owner, version=rubric_version.id, rubric=rubric.id)
        scenario = Scenario.objects.create(organisation=organisation, code="s")
        scenario_version = ScenarioVersion.objects.create(
            scenario=scenario, number=1, title=both("S"), summary=both("S")
        )
        draft, watch = scenario_version, both("Watch")
        scene = Scene.objects.create(version=draft, order=1, key="s1", kind="watch", prompt=watch)
        clip = _clip(member)
        self._add("clip", owner, id=clip.id)
        self._add("used-clip", owner, clip=clip.id)
        self._add("trimmed", owner, id=new_id(), source=clip.id)
        SceneClip.objects.create(scene=scene, language="nl", video=clip)
        world = self._world(member)
        self._add("technique", owner, technique=world.criteria[0].technique_id)
        self._add("aggression-type", owner, aggression_type=world.version.aggression_type_id)
        programme = world.programme
        self._add("programme", owner, programme=programme.id)
        if owner == "haven":
            made = made_by_leader(self.cast.manager, team)
            self._add("programme", "manager", programme=made.id)
        rule = EnrolmentRule.objects.create(programme=programme, team=team)
        self._add("rule", owner, programme=programme.id, rule=rule.id)
        self._add(
            "scenario-version",
            owner,
            version=scenario_version.id,
            scenario=scenario.id,
            scene=scene.id,
            remark=new_id(),
        )
        self._readings(owner, scenario_version)
        self._add("conflict", owner, member=member.id, coach=self.things["asked"][owner]["reader"])

    def _regrades(self) -> None:
        """Let each coach ask for a regrade of somebody else's feedback; Stan, alone, of his own."""
        askers = {"coach": "teammate", "second_coach": "employee", "stranger": "stranger"}
        for name, whose in askers.items():
            member, scored = self.cast.by_role()[name], self.things["scored"][whose]
            regrade = Review.objects.create(
                submission_id=scored["submission"],
                rubric_version_id=scored["rubric_version"],
                purpose="regrade",
                reason="Clearer",
                asked_by=member,
            )
            self._add("regrade", name, id=regrade.id)

    def _readings(self, owner: str, version: ScenarioVersion) -> None:
        """Ask each who may to read the version, and let them remark on it."""
        organisation = version.scenario.organisation
        for name, member in self.cast.by_role().items():
            if member.organisation == organisation and READING & member.role_set:
                reading = Reading.objects.create(version=version, reader=member)
                remark = Remark.objects.create(
                    version=version, member=member, place="title", text="?"
                )
                self._add("reading", name, version=version.id, reading=reading.id, remark=remark.id)
        newcomer = person_in(organisation, "Nele", Role.COACH)
        self._add("asked", owner, version=version.id, reading=new_id(), reader=newcomer.id)

    def _world(self, member: Membership) -> World:
        """Make one exercise per organisation, with a newer version of its rubric."""
        worlds: dict[Any, World] = self.__dict__.setdefault("_worlds", {})
        if member.organisation_id not in worlds:
            world = make_world(member.organisation, criteria=1)
            newer_rubric(world, criteria=1)
            world.programme.steps.create(
                order=2, kind="theory", title=both("Why"), text=both("Because.")
            )
            worlds[member.organisation_id] = world
        return worlds[member.organisation_id]


def _clip(member: Membership) -> Video:
    """Store a customer's clip with a chosen poster."""
    clip = Video.objects.create(
        organisation=member.organisation,
        owner=member,
        purpose=Purpose.SCENE,
        state=VideoState.READY,
        duration_ms=9000,
        width=640,
        height=360,
    )
    PosterChoice.objects.create(video=clip, at_ms=500)
    return clip


def _upload(member: Membership) -> Upload:
    video = Video.objects.create(
        organisation=member.organisation, owner=member, purpose=Purpose.TAKE
    )
    return Upload.objects.create(
        video=video,
        length=1000,
        content_type="video/mp4",
        expires_at=timezone.now() + timedelta(days=1),
    )


def _package_import(member: Membership) -> PackageImport:
    return PackageImport.objects.create(
        id=new_id(),
        organisation=member.organisation,
        author=member,
        state=ImportState.READY,
        key=f"packages/{new_id()}.zip",
        size=1,
        sha256="0" * 64,
    )


def _review(world: World, member: Membership) -> Review:
    return review_of(world.submitted(member).submission)


def _released(world: World, member: Membership) -> Attempt:
    review = _review(world, member)
    spoken(review, member)
    now = timezone.now()
    mark_scored(submission=review.submission_id, results=[])
    Review.objects.filter(pk=review.pk).update(released_at=now, released_by=member)
    return review.submission.attempt
