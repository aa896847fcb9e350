"""Lines of a web page that are not of its article, by their words: ways to other stories, calls to readers, credits."""

import re
from collections.abc import Iterator, Sequence

MAX_REFERENCE_CHARACTERS, MAX_CALL_CHARACTERS, MAX_CREDIT_CHARACTERS = 200, 400, 160
MAX_LABEL_CHARACTERS = 70
MAX_HEADLINE_CHARACTERS = 160

_REFERENCE = re.compile(
    r"(?:read (?:more|also|next)|see also|also read|related(?: (?:stories|story|article|news))?|watch|more:|"
    r"lesen sie (?:hier|dazu)|lesen sie auch|lesen sie mehr|"
    r"auch lesen|lies auch|mehr zum thema|mehr dazu|auch interessant|"
    r"lesetipp|weiterlesen|"
    r"(?:à )?lire aussi|à lire|voir aussi|lea también|lee también|lea además|leer más|vea también|ve también|mire|"
    r"mira(?: también)?|puedes (?:ver|leer)|(?:te|le) puede interesar|leia também|leia mais|veja também|saiba mais|"
    r"leggi anche|lees ook|(?:czytaj|przeczytaj|zobacz)(?: (?:też|także|również|więcej))?|dowiedz się więcej|"
    r"lue myös|läs också|læs også)"
    r"\s*[:»›>|-]\s*\S",
    re.IGNORECASE,
)
"""A line that leads to another story."""

_LABEL = re.compile(
    r"(?:related(?: (?:stories|articles|content|posts|news|links|topics))?|read (?:more|next|also)(?: on .*)?|see also|"
    r"more (?:on this|from|stories|like this)(?: .*)?|you (?:may|might) also (?:like|be interested in)|"
    r"recommended(?: for you)?|most (?:read|popular)|also on .*|"
    r"(?:das (?:thema )?)?könnte (?:dich|sie|euch|ihnen) auch (?:interessieren|gefallen)|auch interessant|"
    r"mehr (?:zum thema|von uns|auf|aus|themen)(?: .*)?|"
    r"(?:weitere|empfohlene|ähnliche|passende) (?:\w+ )?(?:artikel|themen|beiträge|meldungen|nachrichten)(?: .*)?|"
    r"(?:zum )?weiterlesen|schon gelesen|(?:lesen sie|lest|lies) auch(?: die folgenden .*)?|auch auf .*|noch mehr|"
    r"contenidos? relacionados?|(?:noticias|notas) relacionadas|más sobre .*|(?:te|le) puede interesar|lea también|"
    r"(?:à )?lire aussi|sur le même (?:sujet|thème)|articles? liés?|voir aussi|"
    r"leia (?:também|mais)|veja também|notícias relacionadas|"
    r"(?:czytaj|przeczytaj|zobacz) (?:też|także|również|więcej)|polecamy|leggi anche|articoli correlati|lees ook|"
    r"lue (?:myös|aiheesta lisää)|kommentierte artikel|"
    r"(?:weitere|zusätzliche) (?:informationen|infos)|zusatzinformationen|original(?:publikation|veröffentlichung)|"
    r"(?:presse|medien)?kontakt|ansprechpartner(?:in|innen)?|(?:press|media)? ?contacts?|more information|"
    r"about (?:the author|this series)|über (?:den autor|die autorin|diese reihe)|"
    r"for (?:more|further) information|contacto|(?:pour )?plus d'informations?)",
    re.IGNORECASE,
)
"""The heading of a list of other stories."""

_CALL = re.compile(
    r"(?:please )?(?:sign up|subscribe)\s(?:now|today|here|for|to)\b|"
    r"(?:follow|like|join|find) (?:us|the \w+(?: \w+)?|@?\w+) on (?:twitter|facebook|instagram|telegram|whatsapp|x)\b|"
    r"(?:we|this (?:web)?site) uses? cookies|(?:nous|ce site) utilis\w+ des cookies|"
    r"wir (?:verwenden|nutzen|setzen) cookies|"
    r"(?:usamos|utilizamos) cookies|"
    r"(?:unless|except where|if not) otherwise (?:noted|stated|specified).{0,120}(?:licen[cs]e|cc)|"
    r"(?:sofern|soweit|wenn) nicht anders (?:ausgewiesen|angegeben).{0,120}(?:lizenz|cc)|sauf mention contraire|"
    r"(?:tell us|let us know|share your|verrat\w*|schreib\w*|erzähl\w*|dites-nous|cuéntanos).{0,120}"
    r"(?:in the comments|in den kommentaren|kommentar|en commentaire|en los comentarios)|"
    r"(?:phone|telephone|telefon|tel\.?|fax|téléphone|teléfono|e-?mail)\s*:|"
    r"(?:categor(?:y|ies)|tags?|topics?|keywords|kategorien?|rubrik|ressort|schlagw[oö]rter?|schlagworte|catégories?|"
    r"mots[- ]clés|categorías?|etiquetas|tagi)\s*:|.{0,100}\bcomments?\s*:\s*\d+$|kommentare insgesamt|"
    r"never miss\b.{0,80}(?:newsletter|signing up)|.{0,120}\b\d+(?:[.,]\d+)?\s?[km]i?b\b\W*(?:$|\||datei)|"
    r"download (?:the|our) .{0,40}\bapps?\b|for the latest (?:stories|news|breaking|updates)|"
    r"get (?:the|our) .{0,60}(?:by e?-?mail|newsletter|inbox)|do you want to (?:be informed|receive)|"
    r"if you (?:enjoyed|liked) (?:reading )?this|while you are here|"
    r"this (?:post|article|page|story) (?:contains|may contain|is the copyrighted|includes) .{0,60}"
    r"(?:advertis|affiliate|property|links)|written permission must|"
    r"(?:©|\(c\)|copyright)\s?(?:19|20)\d\d\b|video (?:verfügbar|available) |die aktuelle ausgabe (?:der|des|von)\b|"
    r"(?:you must|you have to|du musst|sie müssen) .{0,20}"
    r"(?:logged in|log in|signed in|eingeloggt|angemeldet|registrier)|"
    r"kennt ihr schon|(?:\.{3}\s?|…\s?)weiter zu\b|"
    r"all rights reserved|our standards:|click here to|view comments|"
    r"(?:no|\d+) comments?$|(?:keine|\d+) kommentare?\b|"
    r"(?:news )?date\s*:.{0,60}categor|.{0,60}\|\s*(?:categories|view comments)|release date\s*:|filed under\b|"
    r".{0,120}\b(?:our|unser\w*|nuestr\w+|notre|nasz\w*)\s(?:\w+\s)?\w*"
    r"newsletters?(?: today| now| here| an)?\W*$|\w+ tipp\s*:|"
    r"(?:folgen|liken|besuchen|abonnieren) sie (?:uns|unseren|jetzt)|folgt? uns|(?:jetzt )?abonnieren|"
    r"jetzt (?:die )?(?:aktuelle ausgabe|newsletter|anmelden)|(?:melden sie sich|hier) .{0,40}newsletter|"
    r"mit (?:unserem|dem) newsletter|(?:\*\s*)?(?:anzeige|werbung)\b.{0,80}$|"
    r"(?:dieser|der) (?:beitrag|artikel|text) enthält .{0,40}(?:werbung|affiliate)|"
    r"(?:s[ií]guenos|suscríbete|suscríbase|únete|inscríbete)\b|¿ya sabías que .{0,60}(?:telegram|whatsapp|canal)|"
    r"¡?mira lo que tiene nuestro canal|(?:siga|inscreva-se|assine|receba)\b.{0,80}(?:newsletter|canal|redes|whatsapp)|"
    r"(?:inscrivez-vous|abonnez-vous|suivez-nous|recevez)\b|pour (?:lire la suite|accéder en illimité)|"
    r"materiał chroniony prawem|(?:gefällt mir|wird geladen|teilen mit|bewerten)\b",
    re.IGNORECASE,
)
"""The beginning of a line that asks readers to do something or says whose page it is."""

_CREDIT = re.compile(
    r"(?:©|\(c\)\s|copyright\s*:|\(?(?:credits?|quelle|source|fuente|źródło)\s*:|"
    r"image illustrative|illustration\s*:|titelbild|beitragsbild|"
    r"bild(?:er|quelle|nachweis)?\s*:|fotos?\s*(?:/|:|von\b)|foto(?:grafie)?\s*©|"
    r"photos?\s*(?:by\b|/|:|credits?|source)|image\s*(?:by\b|:|credits?|source)|picture\s*:|fot\.|"
    r"crédit(?:s)?(?: photo)?\s*:|(?:foto|fotografía) de\b|crédito\s*:|getty images|afp\s*/|screenshot\b)",
    re.IGNORECASE,
)
_POINTERS = ("<<", ">>", "»»", "««")
_SIGNATURE = re.compile(r"[A-ZÀ-Þ]{2,6}|[a-zà-ÿ]{1,5}\s?/\s?[A-ZÀ-Þ]{2,6}|\(?[a-z]{2,4}/[a-z]{2,5}\)?")
"""Who wrote a text, in the signs of a newsroom: "aja/PAP"."""

_STAMP = re.compile(
    r"(?:(?:aktualisiert|veröffentlicht|letzte änderung|published|"
    r"(?:last )?(?:updated|modified)|posted|publicado|actualizado|stand)\b\W*(?:am|on|el)?\W*)?"
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})[\d\s:.,/|-]*(?:uhr|am|pm|h)?\W*",
    re.IGNORECASE,
)


def drop_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines without those that lead to other stories, call on readers, or credit a picture."""
    return list(_iterate_lines(lines))


def _iterate_lines(lines: Sequence[str]) -> Iterator[str]:
    is_listing = False
    for line in lines:
        words = line.strip().lstrip("-–•>»→|*[ ").rstrip("]| ")
        if _is_label(words):
            is_listing = True
        elif is_listing and _is_headline(line, words):
            continue
        else:
            is_listing = False
            if not _is_foreign(words):
                yield line


def _is_label(words: str) -> bool:
    return len(words) <= MAX_LABEL_CHARACTERS and _LABEL.fullmatch(words.rstrip(":?!….› ")) is not None


def _is_headline(line: str, words: str) -> bool:
    """Whether a line under the heading of a list is one of the list."""
    return len(words) <= MAX_HEADLINE_CHARACTERS and (line.lstrip()[:1] in "-–•>»→" or words[-1:] not in ".”“»\"'")


def _is_foreign(words: str) -> bool:
    return (
        (len(words) <= MAX_REFERENCE_CHARACTERS and _REFERENCE.match(words) is not None)
        or (len(words) <= MAX_CALL_CHARACTERS and _CALL.match(words) is not None)
        or (len(words) <= MAX_CREDIT_CHARACTERS and _CREDIT.match(words) is not None)
        or _STAMP.fullmatch(words) is not None
        or (len(words) <= MAX_REFERENCE_CHARACTERS and words.endswith(_POINTERS))
        or _SIGNATURE.fullmatch(words) is not None
    )
