"""Defines the views of sign-in that differ from those of allauth."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.headless.account.inputs import ChangePasswordInput
from allauth.headless.account.views import ChangePasswordView, RequestPasswordResetView
from allauth.headless.base.response import RateLimitResponse
from django.http import HttpRequest, HttpResponse

from accounts.rest import password_tries


class CountedChange(ChangePasswordInput):  # type: ignore[misc]  # allauth ships no types
    """Reads the body of a change, whose current password counts as a try at sign-in does."""

    def clean_current_password(self) -> str:
        password: str = self.cleaned_data["current_password"]
        adapter = get_adapter()
        if password and not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class ChangePassword(ChangePasswordView):  # type: ignore[misc]  # allauth ships no types
    input_class = CountedChange


class AskForLink(RequestPasswordResetView):  # type: ignore[misc]  # allauth ships no types
    """Mails a link to choose a password; strangers who ask keep nobody from asking."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            password_tries.count_link(request, self.input.cleaned_data["email"])
        except password_tries.TooManyTries:
            refusal: HttpResponse = RateLimitResponse(request)
            return refusal
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer
