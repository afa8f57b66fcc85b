"""Collects all settings, one module per topic. A variable can replace every part of the embedded
default.

Modes: `demo` (the default: everything on this machine, demo sign-ins, a mailbox page) and
`production`, which refuses to start with anything that is only safe on a laptop.
"""

from deploy.settings.api import *
from deploy.settings.apps import *
from deploy.settings.base import *
from deploy.settings.broker import *
from deploy.settings.browser import *
from deploy.settings.chat import *
from deploy.settings.database import *
from deploy.settings.logging import *
from deploy.settings.mail import *
from deploy.settings.media import *
from deploy.settings.nudges import *
from deploy.settings.push import *
from deploy.settings.sign_in import *
from deploy.settings.site import *
from deploy.settings.static import *
