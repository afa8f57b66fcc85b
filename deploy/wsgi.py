"""Serves WSGI for servers that have no ASGI. Uploads need deploy.asgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
os.environ.setdefault("DATABASE_POOL", "16")
application = get_wsgi_application()
