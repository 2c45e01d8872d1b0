"""A Word file → blocks, as a person sees it printed with every tracked change accepted."""

from reading.directives.docx.document import read_docx

__all__ = ["read_docx"]
