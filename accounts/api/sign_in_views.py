"""Views of sign-in that differ from those of allauth."""

from allauth.account.adapter import get_adapter
from allauth.headless.account.inputs import ChangePasswordInput
from allauth.headless.account.views import ChangePasswordView


class CountedChange(ChangePasswordInput):  # type: ignore[misc]  # allauth ships no types
    """The body of a change, whose current password counts as a try at sign-in does."""

    def clean_current_password(self) -> str:
        password: str = self.cleaned_data["current_password"]
        adapter = get_adapter()
        if password and not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class ChangePassword(ChangePasswordView):  # type: ignore[misc]
    input_class = CountedChange
