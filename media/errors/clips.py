"""Defines the refusals of captions, posters and stretches of a recording."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class CaptionsChanged(Refusal):
    """The captions are not what the author saw when they changed them: another tab, device or the
    first version from the speech was there. `current` is what stands there now, null where they
    were removed."""

    code = "captions_changed"
    status = 412
    message = _("These captions were changed in the meantime. Yours were not saved; keep them.")


class CaptionsInvalid(Refusal):
    """The captions break a rule. `errors` names the first thing that is wrong; its attr is `text:`
    and the line's number."""

    code = "captions_invalid"
    status = 400
    message = _("These captions aren't WebVTT as players need it.")


CAPTIONS_TEXTS: dict[str, str | Promise] = {
    "too_long": _("These captions are too long."),
    "no_text": _("This line holds something other than text."),
    "no_header": _("The first line must be WEBVTT."),
    "no_empty_line_after_header": _("Leave an empty line after WEBVTT."),
    "style_not_taken": _("Captions can't bring a style or a region of their own."),
    "no_timing": _("Say from when to when this text shows: 00:01.000 --> 00:03.000."),
    "timing_malformed": _("Write times as 00:01.000 --> 00:03.000."),
    "ends_before_it_starts": _("This text ends before it starts."),
    "out_of_order": _("This text starts before the one above it."),
    "arrow_in_text": _("Leave an empty line before the next times."),
    "shows_nothing": _("This text shows nothing. Write what is said, or remove it."),
    "tag_not_taken": _("This line holds a tag that captions can't have. Write &lt; for <."),
}


class CaptionerNotConfigured(Refusal):
    code = "captioner_not_configured"
    message = _("Captions can't be written from speech here. You can type them.")


class CaptionsExist(Refusal):
    code = "captions_exist"
    message = _("There are captions in this language. Remove them first.")


class CaptionsNeeded(Refusal):
    code = "captions_needed"
    message = _("A customer's clip keeps its captions. Change them instead.")


class MomentOutside(Refusal):
    """A moment lies before the beginning of the recording or after its end; `errors` names it."""

    code = "moment_outside"
    status = 400
    message = _("The recording isn't that long.")

    @classmethod
    def at(cls, attr: str) -> "MomentOutside":
        """Return the refusal with the part of the body that is at fault."""
        fault: dict[str, str | None] = {
            "code": "moment_outside",
            "detail": str(cls.message),
            "attr": attr,
        }
        return cls(errors=[fault])


class NoPicture(Refusal):
    code = "no_picture"
    message = _("This recording has sound alone, so it has no picture to choose.")


class ScriptTooLong(Refusal):
    code = "script_too_long"
    status = 400
    message = _("This is more text than can be said in this recording.")


class TrimDiffers(Refusal):
    code = "trim_differs"
    message = _("This clip was made of another stretch.")


class TrimTooShort(Refusal):
    code = "trim_too_short"
    status = 400
    message = _("Keep at least one second.")


class VideoNotReady(Refusal):
    code = "video_not_ready"
    message = _("This recording isn't ready yet.")
