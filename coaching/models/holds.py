"""Defines holds on finished reviews, and what a lead coach remarks on one."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.models.reviews import Review
from core.ids import new_id
from core.model_fields import ParagraphsField


class Hold(models.Model):
    """A hold keeps a finished review from its employee until it is released, and from every change
    until its coach takes it up again. It is deleted by either.

    `version` is that of the marks that the coach finished. With `needs_lead` a lead coach releases
    it, else who finished it. Triggers refuse a hold on what is no unreleased feedback, and a lease
    and marks on what is held.
    """

    review = models.OneToOneField(Review, models.CASCADE, primary_key=True, related_name="hold")
    finished_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField()
    version = models.CharField(max_length=32)
    needs_lead = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("hold on a review")

    def __str__(self) -> str:
        return str(self.review_id)


class LeadRemark(models.Model):
    """A lead's remark says why a lead coach gave a finished review back to its coach. Coaches read
    it, the employee never does. Its id is client-made; triggers keep it as it was written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="lead_remarks")
    lead = models.ForeignKey(Membership, models.PROTECT, related_name="+", db_index=False)
    text = ParagraphsField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("remark of a lead coach")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="lead_remark_says_something")
        ]

    def __str__(self) -> str:
        return str(self.id)
