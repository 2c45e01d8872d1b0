"""A PDF with a text layer → blocks: broken lines joined, running heads and page numbers gone, tables as rows."""

from reading.directives.pdf.document import read_pdf

__all__ = ["read_pdf"]
