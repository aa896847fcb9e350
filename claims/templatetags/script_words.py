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
    "hours_left": _("%(hours)s h left"),
    "keys_list": _("This list"),
    "less_than_a_minute_left": _("Less than a minute left"),
    "minutes_left": _("%(minutes)s min left"),
    "missing": _("Missing: %(part)s"),
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
