"""What comes in, made into a document."""

from claims.intake.documents import Document

__all__ = ["Document"]
