"""The kinds of files that the desk stores and shows: their media types, and the suffix of each."""

PDF = "application/pdf"
SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", PDF: "pdf"}
MEDIA_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


def name_file(sha256: str, media_type: str) -> str:
    """Return the name by which readers get a file: the hash of its content, with the suffix of its kind."""
    return f"{sha256}.{SUFFIXES[media_type]}"
