"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from scenarios.api.library import AggressionTypesView, TechniquesView
from scenarios.api.preview import PreviewPlaybackView, PreviewView
from scenarios.api.rubrics import RubricPublicationView, RubricsView, RubricVersionView
from scenarios.api.scenarios import (
    ScenarioPublicationView,
    ScenariosView,
    ScenarioVersionView,
)

urlpatterns = [
    path("techniques", TechniquesView.as_view()),
    path("aggression-types", AggressionTypesView.as_view()),
    path("rubrics", RubricsView.as_view()),
    path("rubric-versions/<uuid:version>", RubricVersionView.as_view()),
    path("rubric-versions/<uuid:version>/publication", RubricPublicationView.as_view()),
    path("scenarios", ScenariosView.as_view()),
    path("scenario-versions/<uuid:version>", ScenarioVersionView.as_view()),
    path("scenario-versions/<uuid:version>/publication", ScenarioPublicationView.as_view()),
    path("scenario-versions/<uuid:version>/exercise", PreviewView.as_view()),
    path(
        "scenario-versions/<uuid:version>/scenes/<uuid:scene>/playback",
        PreviewPlaybackView.as_view(),
    ),
]
