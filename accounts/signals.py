"""Defines the signals by which accounts tells the apps above, which it can't call, what happened.

Each is sent in the transaction of the verb, so that what a receiver writes stands exactly when that
does. `person` is an accounts.models.Person, `membership` an accounts.models.Membership, `by` the
name of who did it, `old_address` a mail address, and `had_password` whether one could sign in with
a password.
"""

from django.dispatch import Signal

password_link_wanted = Signal()  # person
password_changed = Signal()  # person
member_invited = Signal()  # membership
name_corrected = Signal()  # membership, by
address_corrected = Signal()  # membership, old_address, had_password
address_moved = Signal()  # person, old_address
