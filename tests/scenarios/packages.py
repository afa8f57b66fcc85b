"""Makes exercises of every kind of scene, and reads and changes packages."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from rest_framework.test import APIClient

from accounts.models import Membership
from core.ids import new_id
from media import services as media
from media.models import Video
from scenarios.domain.drafts import OptionDraft, ScenarioDraft, SceneDraft
from scenarios.models import PackageImport, ScenarioVersion
from scenarios.services import (
    check_package,
    create_scenario,
    import_package,
    save_scenario_draft,
)
from tests.cast import Api, Cast, code_of, signed_in
from tests.media import clips
from tests.media.stored import below
from tests.scenarios.content import CAPTIONS, both, published_rubric

Json = dict[str, Any]
Files = dict[str, bytes]


@cache
def clip_and_poster(folder: Path, seconds: int) -> tuple[Path, Path]:
    """Make a clip that browsers play as it is, and its poster; another length is another clip."""
    made = folder / f"{seconds}"
    made.mkdir(parents=True, exist_ok=True)
    clip = clips.make(
        made / "clip.mp4",
        *clips.H264,
        *clips.AAC,
        *("-movflags", "+faststart", "-fflags", "+bitexact"),
        seconds=seconds,
        size="160x120",
    )
    return clip, clips.run("-i", str(clip), "-frames:v", "1", str(made / "poster.jpg"))


def stored_clip(author: Membership, folder: Path, seconds: int = 1, **captions: str) -> UUID:
    """Store a clip of the customer with real bytes, as the ones that come with Kalm: these are
    not looked at in a sandbox."""
    texts = captions or {"nl": CAPTIONS, "en": CAPTIONS}
    path, poster = clip_and_poster(folder, seconds)
    clip = media.store_clip(
        organisation=author.organisation_id, id=new_id(), path=path, poster=poster
    )
    return media.keep_clip(
        organisation=author.organisation, owner=author, clip=clip, captions=texts
    ).pk


def saved(author: Membership, code: str, draft: ScenarioDraft) -> ScenarioVersion:
    """Save the document as the draft of a new scenario."""
    scenario = create_scenario(author=author, code=code)
    version, _ = save_scenario_draft(
        author=author, scenario=scenario.id, version=new_id(), draft=draft
    )
    return version


def small(rubric: UUID | None = None, **members: Any) -> ScenarioDraft:
    """Return a document without clips."""
    draft = ScenarioDraft(
        title=both("The barrier"),
        summary=both("A traveller"),
        aggression_type="frustration",
        techniques=("letting_vent",),
        rubric_version=rubric,
        scenes=(SceneDraft("respond", both("Reply"), max_take_ms=60_000),),
    )
    return replace(draft, **members)


def conversation(author: Membership, folder: Path, rubric: UUID) -> ScenarioDraft:
    """Return a document with every kind of scene, branches, examples and clips."""
    customer, theory = stored_clip(author, folder, 1), stored_clip(author, folder, 2)
    media.choose_poster(video=Video.objects.get(pk=customer), at_ms=700)
    example = stored_clip(author, folder, 3, nl=CAPTIONS)
    scenes = (
        SceneDraft(
            "info",
            both("Before you start"),
            body={"nl": "## Kop\n\n- een\n- **twee** \u201cja\u201d", "en": "A > *b*"},
            clips={"nl": theory},
            key="theory",
        ),
        SceneDraft("watch", both("Watch"), clips={"nl": customer, "en": customer}, key="watch"),
        SceneDraft(
            "choose",
            both("What now?"),
            purpose="style",
            key="ask",
            options=(
                OptionDraft(both("Let him talk"), True, both("He needs that"), next="listen"),
                OptionDraft(both("Set a limit"), False, {"nl": "Te vroeg"}, next="limit"),
            ),
        ),
        SceneDraft(
            "respond",
            both("Listen"),
            key="listen",
            next="end",
            max_take_ms=90_000,
            preparation_ms=15_000,
            max_takes=3,
            medium="either",
            autocue={"en": "I hear you"},
            autocue_editable=True,
            example_answer={"nl": "Vertel."},
            example_clips={"nl": example},
            example_shown="after_take",
            self_check=True,
        ),
        SceneDraft("respond", {"nl": "Begrens"}, key="limit", max_take_ms=60_000, medium="sound"),
    )
    return ScenarioDraft(
        title={"nl": "De tram", "en": "The tram"},
        summary={"nl": "Een reiziger \U0001f68a\nmist de tram"},
        content_warning={"en": "Shouting"},
        minutes=7,
        rubric_version=rubric,
        aggression_type="frustration",
        techniques=("thanking", "letting_vent"),
        scenes=scenes,
        intensity=4,
        sector="transport",
        channel="face_to_face",
    )


def filmed(author: Membership, folder: Path) -> bytes:
    """Export an exercise with clips and captions."""
    rubric = published_rubric(author).pk
    version = saved(author, "tram", conversation(author, folder, rubric))
    return body_of(export(signed_in, author, version.pk))


def plain(author: Membership) -> bytes:
    """Export an exercise without clips."""
    version = saved(author, "tram", small(published_rubric(author).pk))
    return body_of(export(signed_in, author, version.pk))


def export(api: Callable[[Membership], APIClient], who: Membership, *versions: UUID) -> Any:
    path = f"/api/v1/{who.organisation.slug}/scenario-packages"
    return api(who).post(path, {"versions": [str(one) for one in versions]})


def body_of(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def unpacked(package: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(package: bytes) -> Json:
    value: Json = json.loads(unpacked(package)["package.json"])
    return value


def packed(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def changed(package: bytes, change: Callable[[Json], object]) -> bytes:
    """Return the package with a changed package.json."""
    files = unpacked(package)
    value = json.loads(files["package.json"])
    change(value)
    files["package.json"] = json.dumps(value).encode()
    return packed(files)


def send(api: Api, who: Membership, package: bytes, id: UUID | None = None) -> Any:
    path = f"/api/v1/{who.organisation.slug}/package-imports/{id or new_id()}"
    return api(who).put(path, package, content_type="application/zip")


def refused(api: Api, cast: Cast, package: bytes) -> tuple[str, list[str]]:
    """Send a package and return code and places of its refusal, which must have left nothing."""
    answer = send(api, cast.stranger, package)
    assert answer.status_code == 400, answer.content
    assert not PackageImport.objects.exists()
    assert not kept_packages(cast.stranger)
    return code_of(answer), [one["attr"] for one in answer.json().get("errors") or []]


def read(api: Api, who: Membership, id: object) -> Json:
    answer = api(who).get(f"/api/v1/{who.organisation.slug}/package-imports/{id}")
    assert answer.status_code == 200, answer.content
    value: Json = answer.json()
    return value


def checked(api: Api, who: Membership, package: bytes) -> Json:
    """Send a package, check it as a worker does, and return the import."""
    answer = send(api, who, package)
    assert answer.status_code == 201, answer.content
    check_package(import_id=UUID(answer.json()["id"]))
    return read(api, who, answer.json()["id"])


def confirmed(api: Api, who: Membership, id: object) -> Any:
    path = f"/api/v1/{who.organisation.slug}/package-imports/{id}/confirmation"
    return api(who).put(path)


def imported(api: Api, who: Membership, package: bytes) -> Json:
    """Send, check, confirm and import a package, and return the import."""
    found = checked(api, who, package)
    assert found["state"] == "ready", found
    assert confirmed(api, who, found["id"]).status_code == 200
    import_package(import_id=UUID(found["id"]))
    return read(api, who, found["id"])


def kept_packages(who: Membership) -> list[str]:
    """Return the files of packages that the storage has of this member's organisation."""
    return below(f"packages/{who.organisation_id}")


def retitled(package: bytes) -> bytes:
    """Return the package with another title of its first exercise."""
    return changed(package, lambda value: value["scenarios"][0]["title"].update(en="Another"))


def versions_in(who: Membership) -> list[UUID]:
    """Return the ids of the versions in the membership's organisation."""
    rows = ScenarioVersion.objects.filter(scenario__organisation=who.organisation_id)
    return list(rows.values_list("pk", flat=True))
