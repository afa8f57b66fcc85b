"""Configures Django's admin app with the site that Kalm's operators use."""

from django.contrib.admin.apps import AdminConfig


class OperatorPages(AdminConfig):
    default_site = "core.admin_base.OperatorSite"
