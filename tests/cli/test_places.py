"""What a command says of a disk it cannot read or write."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from cli.places import database_said, said


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "khong-co.yaml").read_bytes()
    assert said(caught.value) == f"{tmp_path / 'khong-co.yaml'}: không có tệp hoặc thư mục này"


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        tmp_path.read_bytes()
    assert said(caught.value).endswith("đây là thư mục, cần một tệp")


def test_a_full_database_says_what_to_do(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'small.db'}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count=2"))
        connection.execute(text("CREATE TABLE rows (told TEXT)"))
        with pytest.raises(OperationalError) as caught:
            connection.execute(text("INSERT INTO rows VALUES (:told)"), {"told": "đ" * 100_000})
    assert database_said(caught.value) == "đĩa đã đầy; đề nghị giải phóng chỗ trống rồi chạy lại"
    engine.dispose()


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'small.db'}")
    with pytest.raises(OperationalError) as caught:
        engine.connect()
    assert database_said(caught.value) == "không có tệp hoặc thư mục này"
