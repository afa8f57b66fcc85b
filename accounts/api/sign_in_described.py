"""Describes the sign-in routes in the API's description, because allauth's own description has many
that Kalm does not serve."""

from typing import Any

from core.rest.described import answer, operation, parameter, texts

TOKEN = parameter("X-Session-Token", "header", "The app's session.", required=False)
PERSON = parameter("Kalm-Person", "header", "For whom the client acts.", required=False)
SCHEMAS: dict[str, Any] = {
    "SignedIn": {
        "type": "object",
        "description": "allauth's answer; `meta.session_token` is for apps alone.",
        "properties": {
            "status": {"type": "integer"},
            "data": {"type": "object", "additionalProperties": True},
            "meta": {"type": "object", "additionalProperties": True},
        },
        "required": ["status"],
    }
}


def paths() -> dict[str, Any]:
    """Return the described routes of both clients, by path."""
    return {
        f"/api/auth/{client}/v1/{route}": {
            method: _for(client, made) for method, made in methods.items()
        }
        for client in ("browser", "app")
        for route, methods in _routes(client).items()
    }


def _routes(client: str) -> dict[str, dict[str, dict[str, Any]]]:
    done, name = answer("Done", "SignedIn"), client.capitalize()

    def described(name_: str, text: str, *refusals: int, **more: Any) -> dict[str, Any]:
        every = {*refusals, 429, 503} | ({410} if client == "app" else set())
        return operation(
            f"{name_}{name}", text, tag="sign-in", answers={200: done}, refusals=every, **more
        )

    key = parameter("X-Password-Reset-Key", "header", "From the link in the mail.")
    return {
        "config": {
            "get": described("readSignInConfig", "What sign-in offers; sets the CSRF cookie.")
        },
        "auth/session": {
            "get": described("readSession", "Who is signed in.", 401, 403, parameters=[PERSON]),
            "delete": described(
                "signOut", "Signs out: the answer is 401.", 400, 401, 403, 413, 428
            ),
        },
        "auth/login": {
            "post": described(
                "signIn",
                "Signs in with address and password.",
                *(400, 401, 403, 409, 413),
                body=texts("email", "password"),
            )
        },
        "auth/reauthenticate": {
            "post": described(
                "signInAgain",
                "The signed-in person's password once more.",
                *(400, 401, 403, 413, 428),
                body=texts("password"),
                parameters=[PERSON],
            )
        },
        "auth/password/request": {
            "post": described(
                "askForPasswordLink",
                "Mails a link to choose a password with, if somebody has this address.",
                *(400, 403, 413),
                body=texts("email"),
            )
        },
        "auth/password/reset": {
            "get": described(
                "checkPasswordLink", "Whether a link still works.", 400, parameters=[key]
            ),
            "post": described(
                "choosePassword",
                "Chooses a password with a link, and signs in.",
                *(400, 401, 403, 409, 413),
                body=texts("key", "password"),
            ),
        },
        "account/password/change": {
            "post": described(
                "changePassword",
                "Changes the password; every other session ends.",
                *(400, 401, 403, 413, 428),
                body=texts("new_password", optional=["current_password"]),
                parameters=[PERSON],
            )
        },
    }


def _for(client: str, made: dict[str, Any]) -> dict[str, Any]:
    return made | {"parameters": [*made.get("parameters", []), TOKEN]} if client == "app" else made
