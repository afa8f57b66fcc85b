"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from scenarios.api.clips import ClipsView, ClipView
from scenarios.api.library import (
    AggressionTypeOrderView,
    AggressionTypesView,
    AggressionTypeView,
    TechniqueOrderView,
    TechniquesView,
    TechniqueView,
)
from scenarios.api.package_imports import ImportConfirmationView, PackageImportView
from scenarios.api.packages import PackagesView
from scenarios.api.preview import PreviewPlaybackView, PreviewView
from scenarios.api.readings import (
    AuthoringRulesView,
    ReadersView,
    ReadingCompletionView,
    ReadingsView,
    ReadingView,
    RemarkResolutionView,
    RemarkView,
)
from scenarios.api.rubric_files import RubricExportView, RubricImportView
from scenarios.api.rubrics import RubricPublicationView, RubricsView, RubricVersionView
from scenarios.api.scenarios import (
    ScenarioPublicationView,
    ScenarioRetirementView,
    ScenariosView,
    ScenarioVersionView,
    ScenarioView,
)

VERSION = "scenario-versions/<uuid:version>"
READING = f"{VERSION}/readings/<uuid:reading>"
REMARK = f"{VERSION}/remarks/<uuid:remark>"

urlpatterns = [
    path("techniques", TechniquesView.as_view()),
    path("techniques/<uuid:technique>", TechniqueView.as_view()),
    path("technique-order", TechniqueOrderView.as_view()),
    path("aggression-types", AggressionTypesView.as_view()),
    path("aggression-types/<uuid:aggression_type>", AggressionTypeView.as_view()),
    path("aggression-type-order", AggressionTypeOrderView.as_view()),
    path("rubrics", RubricsView.as_view()),
    path("rubric-versions/<uuid:version>", RubricVersionView.as_view()),
    path("rubric-versions/<uuid:version>/publication", RubricPublicationView.as_view()),
    path("rubric-versions/<uuid:version>/export", RubricExportView.as_view()),
    path("rubrics/<uuid:rubric>/versions/<uuid:version>/import", RubricImportView.as_view()),
    path("clips", ClipsView.as_view()),
    path("clips/<uuid:clip>", ClipView.as_view()),
    path("scenarios", ScenariosView.as_view()),
    path("scenarios/<uuid:scenario>", ScenarioView.as_view()),
    path("scenarios/<uuid:scenario>/retirement", ScenarioRetirementView.as_view()),
    path("scenario-versions/<uuid:version>", ScenarioVersionView.as_view()),
    path("scenario-versions/<uuid:version>/publication", ScenarioPublicationView.as_view()),
    path("scenario-versions/<uuid:version>/exercise", PreviewView.as_view()),
    path(
        "scenario-versions/<uuid:version>/scenes/<uuid:scene>/playback",
        PreviewPlaybackView.as_view(),
    ),
    path("scenario-packages", PackagesView.as_view()),
    path("package-imports/<uuid:id>", PackageImportView.as_view()),
    path("package-imports/<uuid:id>/confirmation", ImportConfirmationView.as_view()),
    path("authoring-rules", AuthoringRulesView.as_view()),
    path("readers", ReadersView.as_view()),
    path(f"{VERSION}/readings", ReadingsView.as_view()),
    path(READING, ReadingView.as_view()),
    path(f"{READING}/completion", ReadingCompletionView.as_view()),
    path(REMARK, RemarkView.as_view()),
    path(f"{REMARK}/resolution", RemarkResolutionView.as_view()),
]
