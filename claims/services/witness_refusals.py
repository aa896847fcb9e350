"""What a witness refuses to countersign."""

from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal


class UnknownDesk(Refusal):
    code, status = "unknown_desk", 403
    title = _("This desk is not a witness of that log, or the head is not signed with the key that it knows.")


class OtherSize(Refusal):
    """`facts` give `size`: the number of entries up to which this witness keeps the log, 0 for none."""

    code = "other_size"
    title = _("The proof does not start where the witness stands. Send it again from the size in `facts`.")


class NotConsistent(Refusal):
    code, status = "not_consistent", 422
    title = _("The proof does not show that the log contains what it contained before.")


class ForkedLog(Refusal):
    code = "forked_log"
    title = _("This head contradicts a head that the same desk signed before. Both are kept as proof.")
