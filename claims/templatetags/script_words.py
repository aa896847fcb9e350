"""The sentences that scripts show, in the language of the page: `{% load script_words %}{% script_words %}`.

A script asks for one by name: ``sentence("minutes_left", { minutes: 5 })`` (see ``js/words.js``).
"""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

SCRIPT_WORDS = {
    "characters_left": _("%(count)s characters left"),
    "copied": _("Copied."),
    "escape_again": _("Your changes are not saved. Press Esc again to close the form without them."),
    "goes_out_in": _("It goes out in %(seconds)s s."),
    "goes_out_now": _("It is going out now."),
    "hours_left": _("%(hours)s h left"),
    "key_needs_claim": _("Choose a claim or row first: press %(key)s."),
    "key_not_now": _("“%(action)s” is not possible here now."),
    "key_unknown": _("“%(key)s” does nothing here. Press ? for the list of shortcuts."),
    "keys_list": _("This list"),
    "last_row": _("This is the last one here."),
    "less_than_a_minute_left": _("Less than a minute left"),
    "minutes_left": _("%(minutes)s min left"),
    "missing": _("Missing: %(part)s"),
    "names_found": _("Colleagues: %(count)s. Choose one with the arrow keys and Enter."),
    "no_claim_left": _("All claims here are decided."),
    "no_claim_left_later": _("All claims here are decided. Press %(key)s again for the later claims of this article."),
    "no_claim_left_next": _("All claims of this article are decided. Press %(key)s for the next article: %(title)s"),
    "no_rows": _("There is no claim or row on this page."),
    "not_copied": _("The browser does not allow copying. The text is selected: press Ctrl and C."),
    "number_selected": _("%(count)s selected"),
    "passkey_failed": _("No passkey was used. Try again, or choose another way."),
    "server_error": _("Something went wrong on the server, and nothing was saved. Try again."),
    "server_unreachable": _("The server cannot be reached. Check your connection and try again."),
    "submit": _("Submit"),
    "text_stored_here": _("The server cannot be reached. Your text is stored in this browser and will be saved later."),
    "time_is_up": _("Time is up"),
}


@register.simple_tag
def script_words() -> SafeString:
    """Write the sentences into the page as one block of JSON."""
    return json_script({name: str(words) for name, words in SCRIPT_WORDS.items()}, "script-words")
