"""Signs operators in to their pages."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm

from accounts.rest import known_devices


class OperatorSignIn(AdminAuthenticationForm):
    """Counts tries, together with those at the API's sign-in: Django's own form counts none."""

    def clean(self) -> dict[str, Any]:
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            adapter = get_adapter(self.request)
            user = adapter.authenticate(self.request, email=email, password=password)
            if user is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(user)
            self.user_cache = user
            if self.request is not None:
                known_devices.remember(self.request, user.email)
        return self.cleaned_data


admin.site.login_form = OperatorSignIn
