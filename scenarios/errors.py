"""Defines the refusals of this app: code, message, status."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class AlreadyPublished(Refusal):
    code = "already_published"
    message = _("This version is published and can't change. Make a new version.")


class AlreadyAsked(Refusal):
    """The colleague was asked to read this version before, and has not read it yet."""

    code = "already_asked"
    message = _("This colleague has been asked already.")


class ClipUsed(Refusal):
    """The clip is in a version of a scenario, draft or published, coaches are calibrated by it, or
    another is made of it now."""

    code = "clip_used"
    message = _("This clip is in use, so it stays.")


class CodeTaken(Refusal):
    code = "code_taken"
    message = _("This code is already in use.")


class DraftExists(Refusal):
    """The rubric or scenario has a draft already. One at a time: two would overwrite each other on
    publication."""

    code = "draft_exists"
    message = _("There is already a draft. Continue with that one.")


class DraftChanged(Refusal):
    """If-Match names another state of the draft than the stored one."""

    code = "draft_changed"
    status = 412
    message = _("Someone changed this draft in the meantime. Load it again.")


class ExerciseRetired(Refusal):
    """Nobody starts a retired scenario's exercise; attempts that are open may be finished."""

    code = "exercise_retired"
    message = _("This exercise isn't used any more.")


class ListChanged(Refusal):
    """An order doesn't name each entry of the list once: somebody added one in the meantime."""

    code = "list_changed"
    message = _("Someone changed this list in the meantime. Load it again.")


class UnknownReference(Refusal):
    """The document names a technique, type, rubric or clip that the organisation doesn't have."""

    code = "unknown_reference"
    status = 400
    message = _("Something in this document doesn't exist here.")


class RubricFileInvalid(Refusal):
    """The file that should become a rubric can't be read; `errors` names rows and columns."""

    code = "rubric_file_invalid"
    status = 400
    message = _("We can't read a rubric in this file.")


class RubricIncomplete(Refusal):
    code = "rubric_incomplete"
    message = _("This rubric isn't complete yet.")


class ScenarioIncomplete(Refusal):
    code = "scenario_incomplete"
    message = _("This scenario isn't complete yet.")


class OneVersionEach(Refusal):
    """A package holds one version of each of its scenarios."""

    code = "one_version_each"
    message = _("Choose one version of each exercise.")


class ClipsNotReady(Refusal):
    """Clips of the versions to export don't play yet; `errors` names scenario and scene."""

    code = "clips_not_ready"
    message = _("A clip isn't ready yet. Try again later.")


class PackageTooLarge(Refusal):
    """The package is larger than the setting PACKAGE_MAX_BYTES."""

    code = "package_too_large"
    status = 413
    message = _("Together these exercises are too large for one file. Choose fewer.")


class PackageUnreadable(Refusal):
    """The file is no ZIP, or one with a comment, ZIP64, encryption or a rare compression."""

    code = "package_unreadable"
    status = 400
    message = _("This is not a file of exercises from Kalm.")


class PackageBomb(Refusal):
    """The file unpacks to more than we take, or has too many entries."""

    code = "package_bomb"
    status = 400
    message = _("What is in this file is larger than we take.")


class PackagePathRefused(Refusal):
    """An entry's path leads outside, is there twice, or is a link."""

    code = "package_path_refused"
    status = 400
    message = _("This file holds a path that we don't take.")


class PackageEntryUnknown(Refusal):
    """An entry is not among the files that package.json names."""

    code = "package_entry_unknown"
    status = 400
    message = _("This file holds something that its list doesn't name.")


class PackageFileMissing(Refusal):
    code = "package_file_missing"
    status = 400
    message = _("Something is missing from this file.")


class PackageFileChanged(Refusal):
    """A file's size or SHA-256 is not what package.json says."""

    code = "package_file_changed"
    status = 400
    message = _("Something in this file was changed or damaged on its way. Ask for it again.")


class PackageSchemaUnknown(Refusal):
    """`schema` is not `kalm-package/1`."""

    code = "package_schema_unknown"
    status = 400
    message = _("This file was made by a version of Kalm that we don't know.")


class PackageInvalid(Refusal):
    """package.json or captions break a rule; `errors` names places."""

    code = "package_invalid"
    status = 400
    message = _("Something in this file is not as it should be.")


class PackageMediaRefused(Refusal):
    """A clip of the package can't be taken. `errors` names it; its code is the reason, as of a
    failed video."""

    code = "package_media_refused"
    status = 400
    message = _("A clip in this file can't be played.")


class PackageGaveUp(Refusal):
    code = "package_gave_up"
    status = 503
    message = _("We tried three times and couldn't finish. Try again later.")


class PackageDiffers(Refusal):
    """The id of an import is repeated with another file."""

    code = "package_differs"
    message = _("Another file was sent under this name. Choose the file again.")


class TooManyImports(Refusal):
    code = "too_many_imports"
    message = _("You have other imports open. Finish or cancel one first.")


class ImportNotReady(Refusal):
    """An import is confirmed that is being checked, or was refused."""

    code = "import_not_ready"
    message = _("This import can't begin now.")


class ImportUnderWay(Refusal):
    code = "import_under_way"
    message = _("This import is going on and can't be stopped any more.")
