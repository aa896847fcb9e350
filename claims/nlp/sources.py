"""What to call a source, and what kind of source it is."""

import re

# Short words that belong inside a proper name.
CAPITAL = r"(?:(?:[A-ZÀ-Þ]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|St|Jr)\.|[A-ZÀ-Þ][\w’'-]*(?:\.[A-Z]\.?)?)"
NAME = re.compile(
    rf"{CAPITAL}(?:\s(?:(?:of|for|the|and|de|del|da|di|la|le|van|von|der|den|bin|al|el|on|&)\s){{0,2}}{CAPITAL})*"
)
TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Adm Maj Rev Hon Sir Lord Lady Dame Judge Justice President
    Senator Representative Congressman Congresswoman Governor General Colonel Captain Admiral Major Reverend Pope King
    Queen Prince Princess Mayor Minister Premier Chancellor Secretary Ambassador Director Chairman Chairwoman Chair
    Speaker Commissioner Chief Sheriff Attorney Professor Doctor Detective Officer Lieutenant Sergeant Inspector
    Councilman Councilwoman Vice Prime Foreign Defense Defence Former Republican Democratic Democrat Candidate Nominee
    Spokesman Spokeswoman Spokesperson GOP Gov. CEO Treasurer Comptroller Archbishop Bishop Cardinal Father Sister
    Brother Undersecretary Deputy Superintendent Coach Delegate Del State Rival""".split()
)
DETERMINERS = re.compile(
    r"^(?:the|a|an|some|many|several|two|three|four|five|both|all|any|one|another|each|most|other|this|that|these|those"
    r"|his|her|its|their|our|my|a number of)\s+", re.IGNORECASE)  # fmt: skip
CUT = re.compile(r",|\s(?:who|which|whose|whom|that)\s|\s[–—(]|\s--|;")
OUTLETS = re.compile(
    r"\b(?:Times|Post|Journal|Reuters|AP|Associated Press|AFP|BBC|CNN|NBC|ABC|CBS|MSNBC|Fox News|Guardian|Telegraph"
    r"|Tribune|Herald|Gazette|Bloomberg|Politico|Axios|Newsweek|News|Magazine|Radio|TV|Television|Daily|Independent"
    r"|Economist|Monde|Figaro|Spiegel|Tass|TASS|Interfax|Xinhua|Al Jazeera|NPR|HuffPost|BuzzFeed|Breitbart|Mail"
    r"|newspaper|magazine|broadcaster|news agency|Examiner|Chronicle|Inquirer|Observer|Globe|Sun|Review)\b"
)
CHANNELS = re.compile(
    r"\b(?:Facebook|Twitter|Telegram|Instagram|TikTok|YouTube|Weibo|WhatsApp|Truth Social|LinkedIn|X)\b"
)
DOCUMENTS = re.compile(
    r"\b(?:report|study|survey|poll|document|statement|letter|memo|memorandum|email|e-mail|transcript|filing|lawsuit|indictment"
    r"|affidavit|analysis|paper|book|article|survey|census|data|figures|records?|results?|law|bill|act|treaty|order|video"
    r"|tweet|post|ad|press release|research|audit|review|index|chart|map|website)s?\b",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\b(?:sources?|officials?|experts?|analysts?|critics|supporters|observers|people|witnesses|residents|researchers"
    r"|scientists|economists|lawmakers|lawyers|voters|doctors|opponents|allies|aides?|advisers?|insiders|others|some|many)\b",
    re.IGNORECASE,
)
ORGANISATIONS = re.compile(
    r"\b(?:army|government|ministry|administration|intelligence|police|department|agency|office|campaign|party|company|group"
    r"|committee|commission|council|court|bank|union|university|institute|association|organi[sz]ation|staff|team|board"
    r"|center|centre|foundation|corp|inc|bureau|parliament|congress|senate|house|kremlin|pentagon|nato|un|eu|ministry|firm"
    r"|church|hospital|school|fund|society|coalition|federation|authority|authorities|service|troops|forces|military)\b",
    re.IGNORECASE,
)
PERSON = re.compile(rf"^(?:{CAPITAL})(?:\s(?:de|del|van|von|der|bin|al|la|{CAPITAL})){{1,3}}$")


def core(words: str) -> str:
    """A mention without determiners, titles, appositions and relative clauses.

    "An American think-tank, the Institute for the Study of War (ISW)," is the
    Institute for the Study of War; "NYPD Commissioner James O'Neill" is James O'Neill.
    """
    words = re.sub(r"['’]s?$", "", " ".join(words.split()).strip(" ,;:“”\"'"))
    head = CUT.split(words, maxsplit=1)[0]
    name = _proper(head)
    if name:
        return name
    behind = words[len(head) :].lstrip(" ,–—-(")
    if behind[:10].lower().startswith(("the ", "president ")) or behind[:1].isupper():
        found = NAME.match(DETERMINERS.sub("", behind))
        if found and " " in found.group():
            return untitled(found.group())
    return DETERMINERS.sub("", head) or head


def _proper(head: str) -> str:
    """The proper name that ends a phrase, without what leads up to it; nothing for "the Ukrainian army"."""
    bare = re.sub(r"['’]s$", "", head)
    found = [match for match in NAME.finditer(bare) if match.end() == len(bare)]
    if not found:
        return ""
    return untitled(found[-1].group())


def untitled(name: str) -> str:
    """A name without the titles in front of it."""
    words = name.split()
    places = [place for place, word in enumerate(words[:-1]) if word.strip(".,") in TITLES]
    return " ".join(words[places[-1] + 1 :]) if places else name


KINDS = (
    ("channel", CHANNELS),
    ("outlet", OUTLETS),
    ("organisation", ORGANISATIONS),
    ("person", PERSON),
    ("document", DOCUMENTS),
)


def kind(name: str, words: str) -> str:
    """Person, organisation, outlet, document, channel or unnamed, by the words of the mention."""
    found = next((sort for sort, pattern in KINDS if pattern.search(name)), "")
    if found:
        return found
    return "organisation" if name[:1].isupper() and not UNNAMED.search(words) else "unnamed"
