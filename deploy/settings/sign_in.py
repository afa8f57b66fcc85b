"""Configures people, passwords and allauth's headless sign-in."""

from core import client_paths
from deploy import environment as env
from deploy.settings.site import PUBLIC_URL

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["core.hashing.NormalisedArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "core.password_rules.VisibleLength",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "core.password_rules.NotCommon"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# accounts.rest.password_tries limits these, and spares the devices that people know.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": None}
ACCOUNT_ADAPTER = "accounts.rest.sign_in.ByInvitationOnly"
# Proxies in front whose X-Forwarded-For is believed; 0 takes the address of the connection.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser", "app")
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{PUBLIC_URL}{client_paths.SIGN_IN}",
    "account_reset_password": f"{PUBLIC_URL}{client_paths.FORGOTTEN_PASSWORD}",
    "account_reset_password_from_key": f"{PUBLIC_URL}{client_paths.NEW_PASSWORD}",
    "account_signup": f"{PUBLIC_URL}{client_paths.SIGN_IN}",
}
