"""Keeps a session for each of the demo organisation's people, for tests that are not about signing
in."""

from playwright.sync_api import BrowserContext, Cookie

from tests.flows.stack import demo_password

AUTH = "/api/auth/browser/v1"


class Sessions:
    """Signs each person in once, over HTTP, and gives browser contexts the cookies of that session.

    A session that a test ended, or that became another person's, is given to no other test.
    """

    def __init__(self) -> None:
        self._cookies: dict[str, list[Cookie]] = {}

    def enter(self, context: BrowserContext, role: str) -> None:
        """Make `context` that of the person with this role."""
        if role not in self._cookies:
            self._cookies[role] = _signed_in(context, role)
            return
        context.add_cookies(
            [
                {
                    "name": one["name"],
                    "value": one["value"],
                    "domain": one["domain"],
                    "path": one["path"],
                    "expires": one["expires"],
                    "httpOnly": one["httpOnly"],
                    "sameSite": one["sameSite"],
                }
                for one in self._cookies[role]
            ]
        )

    def leave(self, context: BrowserContext, role: str) -> None:
        """Forget the role's session unless `context` still has it."""
        if _key(context.cookies()) != _key(self._cookies.get(role, [])):
            self._cookies.pop(role, None)


def _signed_in(context: BrowserContext, role: str) -> list[Cookie]:
    context.request.get(f"{AUTH}/auth/session")  # answers 401, with the cookie of the CSRF token
    token = next(one["value"] for one in context.cookies() if one["name"] == "csrftoken")
    context.request.post(
        f"{AUTH}/auth/login",
        data={"email": f"{role}@demo.example", "password": demo_password()},
        headers={"X-CSRFToken": token},
        fail_on_status_code=True,
    )
    return context.cookies()


def _key(cookies: list[Cookie]) -> str | None:
    return next((one["value"] for one in cookies if one["name"] == "sessionid"), None)
