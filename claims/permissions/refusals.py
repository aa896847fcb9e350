"""What permissions refuse: sentences with placeholders, each of a kind of `claims.refusals`."""

from django.utils.translation import gettext_lazy as _

from claims.refusals import AlreadyTaken, CannotBeUndone, HeldByAnother, IllegalMove, NotAllowed, OutOfScope


class RoleTooLow(NotAllowed):
    """Facts: `role` with its `role_label`."""

    message = _("You need the role “%(role_label)s” or higher.")


class RoleTooLowForMove(NotAllowed):
    """Facts: `move` with its `label`, and `role` with its `role_label`."""

    message = _("You need the role “%(role_label)s” or higher for “%(label)s”.")


class ScopeMissing(OutOfScope):
    """Facts: `scope` and `allows`, what the scope allows."""

    message = _("This token does not have the scope “%(scope)s” (%(allows)s). Create a token with this scope.")


class WrongStatus(IllegalMove):
    """Facts: `claim`, `move` with its `label`, and `status` with its `status_label`."""

    message = _("“%(label)s” is not possible while the claim has the status “%(status_label)s”.")


class PublishedAlready(IllegalMove):
    message = _("The verdict is published. Correct or withdraw it instead.")


class GoesOutSoon(IllegalMove):
    """Facts: `claim`."""

    message = _("A publication or withdrawal of this verdict goes out in a moment. Undo it first.")


class NeverPublished(IllegalMove):
    message = _("The verdict has never been published.")


class WithdrawnAlready(IllegalMove):
    message = _("The verdict has already been withdrawn.")


class LeasedToAnother(AlreadyTaken):
    """Facts: `claim` and `editor`, who is working on it."""

    message = _("%(editor)s is working on this claim.")


class LeaseTakenOver(LeasedToAnother):
    message = _("%(editor)s has taken over this claim. Your draft is saved, and they continue from it.")


class LeaseLost(LeasedToAnother):
    message = _(
        "Your time on this claim ended, and %(editor)s is working on it now. "
        "Your draft is saved, and they continue from it."
    )


class OnlyItsAuthor(NotAllowed):
    message = _("Only the author can recall a verdict. A moderator can send it back.")


class OnlyItsApprover(NotAllowed):
    message = _("Only the person who approved the verdict can cancel the approval.")


class CaseHeld(HeldByAnother):
    """Facts: `case` and `moderator`, who holds it."""

    message = _("%(moderator)s is working on this case. Take it over, or take the next one.")


class DecidedByAnother(NotAllowed):
    """Facts: `actor`, who made the decision."""

    message = _("%(actor)s made this decision. Only they, or somebody with a higher role, can undo it.")


class DecidedAutomatically(CannotBeUndone):
    message = _("This was done automatically and cannot be undone.")
