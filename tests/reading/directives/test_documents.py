from pathlib import Path

import pytest

from tests.reading.directives.keys import as_key, documents, key_of, read_document


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_a_document_is_read_as_its_key_says(document: Path) -> None:
    assert as_key(read_document(document)) == key_of(document)


def test_there_are_documents_of_many_kinds() -> None:
    kinds = {key_of(document)["kind"] for document in documents()}
    assert len(documents()) >= 12
    assert {"chỉ thị", "công văn", "kế hoạch", "thông báo kết luận", "quyết định", "công điện", "hướng dẫn"} <= kinds
