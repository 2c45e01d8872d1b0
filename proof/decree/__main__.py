"""`python -m proof.decree FILE…`: compare .docx and .pdf files with the Decree; what differs, and 1 where anything does."""

import sys
from pathlib import Path

from proof.decree.archival import archival_faults
from proof.decree.docx import docx_faults
from proof.decree.pdf import pdf_faults


def faults(path: Path) -> list[str]:
    """What differs in one file."""
    data = path.read_bytes()
    return docx_faults(data) if path.suffix == ".docx" else [*pdf_faults(data), *archival_faults(data)]


found = {path: faults(path) for path in map(Path, sys.argv[1:])}
for path, differences in found.items():
    print(f"{path}: {'; '.join(differences) or 'as the Decree has it'}")  # noqa: T201 - what it is for
sys.exit(any(found.values()))
