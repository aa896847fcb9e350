"""What another site copies to show a verdict: HTML that stands alone, a frame, and blocks of WordPress."""

import json
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override

from claims.models import Publication
from claims.selectors.scales import describe_rating
from claims.web.public.addresses import absolute_url
from claims.web.public.frame_size import WIDE_PIXELS, measure_frame

WORDPRESS_ESCAPES = {"--": r"\u002d\u002d", "<": r"\u003c", ">": r"\u003e", "&": r"\u0026"}
"""What WordPress writes in the attributes of a block, so that they do not end its comment."""


@dataclass(frozen=True, slots=True)
class Snippets:
    """Texts to copy; `frame` and `wordpress_frame` show the card, `wordpress_embed` asks our oEmbed."""

    html: str
    frame: str
    wordpress_frame: str
    wordpress_embed: str


def write_snippets(publication: Publication, address: str) -> Snippets:
    """Return the texts for the current revision of a verdict, which stands at an address, in its language."""
    size = measure_frame(publication)
    src = card_address(publication.claim_id, publication.translated_into)
    frame = write_frame(publication, src, width=WIDE_PIXELS, height=size.wide, css_height=size.css_height)
    context = {"publication": publication, "address": address, "rated": describe_rating(publication)}
    with override(publication.content.language):
        html = render_to_string("public/snippet.html", context).strip()
    return Snippets(
        html=html,
        frame=frame,
        wordpress_frame=f"<!-- wp:html -->\n{frame}\n<!-- /wp:html -->",
        wordpress_embed=_write_wordpress_embed(address),
    )


def card_address(claim_id: int, language: str) -> str:
    """Return the address of the card of a verdict, or of its translation into a language."""
    return absolute_url("translation_embed", language, claim_id) if language else absolute_url("embed", claim_id)


def write_frame(publication: Publication, src: str, *, width: int, height: int, css_height: str = "") -> str:
    """Return the frame with the card at `src` as HTML. With `css_height` it is as wide as its column up to `width`."""
    context = {
        "publication": publication,
        "src": src,
        "width": width,
        "height": height,
        "css_height": css_height,
    }
    return render_to_string("public/embed_frame.html", context).strip()


def _write_wordpress_embed(address: str) -> str:
    attributes = json.dumps({"url": address, "type": "rich", "responsive": False}, separators=(",", ":"))
    for mark, escaped in WORDPRESS_ESCAPES.items():
        attributes = attributes.replace(mark, escaped)
    wrapper = f'<div class="wp-block-embed__wrapper">\n{address}\n</div>'
    figure = f'<figure class="wp-block-embed is-type-rich">{wrapper}</figure>'
    return f"<!-- wp:embed {attributes} -->\n{figure}\n<!-- /wp:embed -->"
