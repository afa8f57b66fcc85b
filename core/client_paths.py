"""Names the addresses of client pages that the server links to, in messages, mails and sign-in.

A path is a pattern: `{organisation}` is a slug, `{id}` the thing that it shows, and `{key}` a
secret that is made when the mail is sent. tests/browser/test_client_paths.py opens each of them.
"""

HOME = "/{organisation}"
EXERCISE = "/{organisation}/practise/{id}"
THEORY = "/{organisation}/read/{id}"
FEEDBACK = "/{organisation}/feedback/{id}"
PEERS = "/{organisation}/attempts/{id}/colleagues"
PEER_REQUEST = "/{organisation}/look-along/{id}"
REVIEW = "/{organisation}/coach/reviews/{id}"
SCENARIO = "/{organisation}/author/scenarios/{id}"
WORKSHOP = "/{organisation}/sessions/{id}"
PRESENT = "/{organisation}/sessions/{id}/present/{key}"
QUEUE = "/{organisation}/coach"
CALIBRATION = "/{organisation}/coach/calibration"
COACHES = "/{organisation}/manager/coaches"
PEOPLE = "/{organisation}/manager"
SETTINGS = "/{organisation}/settings"
MESSAGE_SETTINGS = "/{organisation}/settings/messages"

VERIFY = "/verify/{code}"

SIGN_IN = "/sign-in"
FORGOTTEN_PASSWORD = "/sign-in/forgotten"  # noqa: S105  # an address
UNSUBSCRIBE = "/unsubscribe/{key}"
NEW_PASSWORD = "/sign-in/new-password/{key}"  # noqa: S105  # an address
