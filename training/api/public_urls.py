"""Lists this app's routes under /api/v1/ that anyone may ask."""

from django.urls import path

from training.api.certificates import VerificationView

urlpatterns = [path("verify/<str:code>", VerificationView.as_view())]
