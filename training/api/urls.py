"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from training.api.attempts import (
    AnswerView,
    AttemptsView,
    AttemptView,
    CompletionView,
    PathView,
    ScenePlaybackView,
    SubmissionView,
)
from training.api.calendar import CalendarView, LeaveView, SnoozeView
from training.api.calendars import CalendarFeedView, WorkshopCalendarView
from training.api.certificates import (
    CertificateFileView,
    CertificateRenewalView,
    CertificateRevocationView,
    CertificateView,
)
from training.api.comparisons import ComparisonsView, ComparisonView
from training.api.enrolling import EnrolManyView, EnrolmentRulesView, EnrolmentRuleView
from training.api.examples import ExamplePlaybackView, ExampleView
from training.api.journey import JourneysView, TheoryReadingView, TheoryView
from training.api.moments import MomentRulesView, MomentsView
from training.api.next_session import NextSessionView
from training.api.programme_editing import (
    ProgrammeArchivalView,
    ProgrammeDraftView,
    ProgrammePublicationView,
    ProgrammeSettingsView,
    ProgrammeVersionsView,
)
from training.api.programmes import (
    EnrolmentsView,
    EnrolmentView,
    ParticipationView,
    ProgrammesView,
    ProgrammeView,
    ReminderView,
)
from training.api.risks import OwnDutyView, TeamDutiesView, TeamRiskView
from training.api.self_assessments import SelfAssessmentView, SelfScoreView
from training.api.skills import SkillsView
from training.api.takes import SelfCheckView, TakePlaybackView, TakeView
from training.api.team_skills import TeamSkillsView
from training.api.today import PostponementView, StepOpeningView, StepView, TodayView
from training.api.usage import UsageView
from training.api.workshop_presence import (
    AttendancesView,
    AttendanceView,
    CheckInView,
    WorkshopCodeView,
)
from training.api.workshops import (
    TrainersView,
    WorkshopCancellationView,
    WorkshopRegistrationView,
    WorkshopsView,
    WorkshopView,
)

ATTEMPT = "attempts/<uuid:attempt>"
ENROLMENT = "enrolments/<uuid:enrolment>"
PROGRAMME = "programmes/<uuid:programme>"
WORKSHOP = "workshops/<uuid:workshop>"

urlpatterns = [
    path("today", TodayView.as_view()),
    path("calendar", CalendarView.as_view()),
    path("calendar/leaves/<uuid:leave>", LeaveView.as_view()),
    path("calendar/snooze", SnoozeView.as_view()),
    path("moments", MomentsView.as_view()),
    path("moment-rules", MomentRulesView.as_view()),
    path("skills", SkillsView.as_view()),
    path("steps/<uuid:step>", StepView.as_view()),
    path("steps/<uuid:step>/opening", StepOpeningView.as_view()),
    path("team-skills", TeamSkillsView.as_view()),
    path("journeys", JourneysView.as_view()),
    path("comparisons", ComparisonsView.as_view()),
    path("comparisons/<uuid:exercise>", ComparisonView.as_view()),
    path("theory/<uuid:step>", TheoryView.as_view()),
    path("theory/<uuid:step>/reading", TheoryReadingView.as_view()),
    path("steps/<uuid:step>/postponement", PostponementView.as_view()),
    path("programmes", ProgrammesView.as_view()),
    path(PROGRAMME, ProgrammeView.as_view()),
    path(f"{PROGRAMME}/enrolments", EnrolManyView.as_view()),
    path(f"{PROGRAMME}/enrolment-rules", EnrolmentRulesView.as_view()),
    path(f"{PROGRAMME}/enrolment-rules/<uuid:rule>", EnrolmentRuleView.as_view()),
    path(f"{PROGRAMME}/settings", ProgrammeSettingsView.as_view()),
    path(f"{PROGRAMME}/archival", ProgrammeArchivalView.as_view()),
    path(f"{PROGRAMME}/draft", ProgrammeDraftView.as_view()),
    path(f"{PROGRAMME}/draft/publication", ProgrammePublicationView.as_view()),
    path(f"{PROGRAMME}/versions", ProgrammeVersionsView.as_view()),
    path(f"{PROGRAMME}/participation", ParticipationView.as_view()),
    path("scenarios/<uuid:scenario>/usage", UsageView.as_view()),
    path("workshops", WorkshopsView.as_view()),
    path("trainers", TrainersView.as_view()),
    path(WORKSHOP, WorkshopView.as_view()),
    path(f"{WORKSHOP}/cancellation", WorkshopCancellationView.as_view()),
    path(f"{WORKSHOP}/registration", WorkshopRegistrationView.as_view()),
    path(f"{WORKSHOP}/attendances", AttendancesView.as_view()),
    path(f"{WORKSHOP}/attendances/<uuid:membership>", AttendanceView.as_view()),
    path(f"{WORKSHOP}/code", WorkshopCodeView.as_view()),
    path(f"{WORKSHOP}/check-in", CheckInView.as_view()),
    path(f"{WORKSHOP}/calendar", WorkshopCalendarView.as_view()),
    path("next-session", NextSessionView.as_view()),
    path("team-duties", TeamDutiesView.as_view()),
    path("teams/<uuid:team>/risk", TeamRiskView.as_view()),
    path("own-duty", OwnDutyView.as_view()),
    path("calendar-feed", CalendarFeedView.as_view()),
    path("enrolments", EnrolmentsView.as_view()),
    path(ENROLMENT, EnrolmentView.as_view()),
    path(f"{ENROLMENT}/reminder", ReminderView.as_view()),
    path(f"{ENROLMENT}/certificate", CertificateView.as_view()),
    path(f"{ENROLMENT}/certificate/file", CertificateFileView.as_view()),
    path(f"{ENROLMENT}/certificate/revocation", CertificateRevocationView.as_view()),
    path(f"{ENROLMENT}/certificate/renewal", CertificateRenewalView.as_view()),
    path("attempts", AttemptsView.as_view()),
    path(ATTEMPT, AttemptView.as_view()),
    path(f"{ATTEMPT}/answers/<uuid:scene>", AnswerView.as_view()),
    path(f"{ATTEMPT}/completion", CompletionView.as_view()),
    path(f"{ATTEMPT}/path", PathView.as_view()),
    path(f"{ATTEMPT}/scenes/<uuid:scene>/playback", ScenePlaybackView.as_view()),
    path(f"{ATTEMPT}/scenes/<uuid:scene>/example", ExampleView.as_view()),
    path(f"{ATTEMPT}/scenes/<uuid:scene>/example/playback", ExamplePlaybackView.as_view()),
    path(f"{ATTEMPT}/self-assessment", SelfAssessmentView.as_view()),
    path(f"{ATTEMPT}/self-assessment/scores/<uuid:criterion>", SelfScoreView.as_view()),
    path(f"{ATTEMPT}/submission", SubmissionView.as_view()),
    path(f"{ATTEMPT}/takes/<uuid:take>", TakeView.as_view()),
    path(f"{ATTEMPT}/takes/<uuid:take>/self-check", SelfCheckView.as_view()),
    path(f"{ATTEMPT}/takes/<uuid:take>/playback", TakePlaybackView.as_view()),
]
