"""Configures the REST framework, its errors, and the OpenAPI description."""

from deploy import environment as env
from deploy.settings.sign_in import TRUSTED_PROXIES

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.rest.authentication.Session",
        "accounts.rest.authentication.AppToken",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.rest.parsing.Json"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "core.rest.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "core.rest.schema.Schema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["accounts.rest.throttling.PerPerson"],
    "DEFAULT_THROTTLE_RATES": {
        "person": env.matching("API_RATE", r"\d+/(sec|min|hour|day)", "600/min"),
    },
    "NUM_PROXIES": TRUSTED_PROXIES,
    # `format` in a query is a route's own parameter, and chooses no renderer.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.rest.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "core.rest.problems.ProblemFormatter",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Kalm",
    "DESCRIPTION": "Short, private, coached video practice. Errors are RFC 9457 problems with a "
    "stable `code`.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "deploy.api_docs.add_other_routes",
    ],
    # Without names, an enum is called after its field, and its name changes with every new field.
    "ENUM_NAME_OVERRIDES": {
        "Language": "accounts.models.Language",
        "LeasedByEnum": [("me", "me"), ("other", "other")],
        "Role": "accounts.models.Role",
        "MessageKind": "notifications.domain.kinds.choices",
        "MessageChannel": "notifications.models.Channel",
        "UploadPurpose": "media.models.Purpose",
        "PosterState": "media.models.PosterState",
        "UploadState": "media.models.UploadState",
        "VideoState": "media.models.VideoState",
        "VideoNotice": [(code, code) for code in ("silent", "black", "cut_off", "damaged")],
        "Style": "scenarios.models.Style",
        "SceneKind": "scenarios.models.SceneKind",
        "QuestionPurpose": "scenarios.models.QuestionPurpose",
        "Medium": "scenarios.models.Medium",
        "ExampleShown": "scenarios.models.ExampleShown",
        "ScenarioState": "scenarios.models.ScenarioState",
        "Sector": "scenarios.models.Sector",
        "Channel": "scenarios.models.Channel",
        "AttemptState": "training.models.AttemptState",
        "StepReview": "training.models.StepReview",
        "StepKind": "training.models.StepKind",
        "FinishRule": "training.models.FinishRule",
        "EnrolmentState": "training.models.EnrolmentState",
        "RiskProfile": "training.models.RiskProfile",
        "WorkshopKind": "training.models.WorkshopKind",
        "WorkshopState": "training.models.WorkshopState",
        "AttendanceState": "training.models.AttendanceState",
        "AttendanceChange": "training.api.workshop_serializers.CHANGES",
        "CommentKind": "coaching.models.CommentKind",
        "ReviewPurpose": "coaching.models.Purpose",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
}
