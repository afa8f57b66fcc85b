"""What accounts announces to the apps above, which it can't call.

Each is sent in the transaction of the verb, so that what a receiver writes stands exactly when that
does. `person` is an accounts.models.Person, `membership` an accounts.models.Membership.
"""

from django.dispatch import Signal

password_link_wanted = Signal()  # person
password_changed = Signal()  # person
member_invited = Signal()  # membership
