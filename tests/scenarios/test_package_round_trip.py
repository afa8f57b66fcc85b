"""A package of any exercises, imported into another organisation and exported there, is the same
file.

Hypothesis makes up the documents, with every kind of scene and every member that belongs to it.
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.ids import new_id
from scenarios.models import Channel, ExampleShown, Medium, QuestionPurpose, Sector
from tests.cast import Api, Cast
from tests.scenarios.content import library, published_rubric
from tests.scenarios.packages import Json, body_of, export, imported, versions_in

# Line ends are left out: they are stored in one way, which tests of texts hold.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60
)
TEXTS = st.fixed_dictionaries({}, optional={"nl": ANY_TEXT, "en": ANY_TEXT})
KEYS = st.lists(st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,39}\Z"), unique=True, max_size=5)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def one_of(choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices.values)


@st.composite
def options(draw: st.DrawFn, targets: st.SearchStrategy[Any], several: bool) -> list[Json]:
    count = draw(st.integers(0, 4))
    right = draw(st.integers(0, 4))
    return [
        {
            "text": draw(TEXTS),
            "explanation": draw(TEXTS),
            "is_right": draw(st.booleans()) if several else at == right,
            "next": None if several else draw(targets),
        }
        for at in range(count)
    ]


@st.composite
def scenes(draw: st.DrawFn) -> list[Json]:
    """Return scenes whose paths may lead anywhere, as a draft's may."""
    keys = [key for key in draw(KEYS) if key != "end"]
    targets = maybe(st.sampled_from([*keys, "end"]))
    return [draw(scene(key, targets)) for key in keys]


@st.composite
def scene(draw: st.DrawFn, key: str, targets: st.SearchStrategy[Any]) -> Json:
    kind = draw(st.sampled_from(["watch", "info", "choose", "respond"]))
    made = {"key": key, "kind": kind, "prompt": draw(TEXTS), "next": draw(targets)}
    if kind == "info":
        made["body"] = draw(TEXTS)
    if kind == "choose":
        several = draw(st.booleans())
        made |= {"several": several, "purpose": draw(one_of(QuestionPurpose))}
        made["options"] = draw(options(targets, several))
    if kind == "respond":
        made |= {
            "max_take_ms": draw(st.integers(1000, 600_000)),
            "preparation_ms": draw(st.integers(0, 120_000)),
            "max_takes": draw(maybe(st.integers(1, 20))),
            "medium": draw(one_of(Medium)),
            "autocue": draw(TEXTS),
            "autocue_editable": draw(st.booleans()),
            "example_answer": draw(TEXTS),
            "example_shown": draw(one_of(ExampleShown)),
            "self_check": draw(st.booleans()),
        }
    return made


@st.composite
def documents(draw: st.DrawFn) -> Json:
    return {
        "title": draw(TEXTS),
        "summary": draw(TEXTS),
        "content_warning": draw(TEXTS),
        "intensity": draw(maybe(st.integers(1, 5))),
        "sector": draw(maybe(one_of(Sector))),
        "channel": draw(maybe(one_of(Channel))),
        "minutes": draw(maybe(st.integers(1, 60))),
        "aggression_type": draw(maybe(st.just("frustration"))),
        "techniques": draw(st.lists(st.sampled_from(["letting_vent", "thanking"]), unique=True)),
        "has_rubric": draw(st.booleans()),
        "scenes": draw(scenes()),
    }


@pytest.fixture
def rubric(cast: Cast) -> str:
    library(cast.haven)
    return str(published_rubric(cast.author).pk)


@pytest.mark.slow
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=st.lists(documents(), min_size=1, max_size=3))
def test_what_any_author_saved_is_the_same_file_after_an_import(
    made: list[Json], rubric: str, cast: Cast, api: Api
) -> None:
    """The organisations that the examples share are put back after each."""
    author = api(cast.author)
    with transaction.atomic():
        for at, document in enumerate(made):
            body = {name: value for name, value in document.items() if name != "has_rubric"}
            body["rubric_version"] = rubric if document["has_rubric"] else None
            code = {"code": f"exercise-{at}"}
            body["scenario"] = author.post("/api/v1/haven/scenarios", code, "json").json()["id"]
            path = f"/api/v1/haven/scenario-versions/{new_id()}"
            assert author.put(path, body, "json").status_code == 201

        first = body_of(export(api, cast.author, *versions_in(cast.author)))
        done = imported(api, cast.stranger, first)
        assert (done["state"], len(done["made"])) == ("done", len(made)), done
        again = body_of(export(api, cast.stranger, *versions_in(cast.stranger)))
        assert again == first
        transaction.set_rollback(True)
