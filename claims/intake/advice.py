"""What to do if an article cannot be taken in: the second sentence of refusals."""

from django.utils.translation import gettext_lazy as _

PASTE_ADVICE = _("Paste the text instead.")
RETRY_ADVICE = _("Try again later, or paste the text.")
CHECK_ADVICE = _("Check the URL.")
SAVE_ADVICE = _("Save it as UTF-8 and submit it again.")
