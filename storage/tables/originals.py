"""Signed files of directives."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class OriginalRow(Base):
    """The signed file of a directive as somebody attached it; the last is the one in force, those before stay."""

    __tablename__ = "original"
    directive: Mapped[str] = mapped_column(ForeignKey("directive.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(ForeignKey("evidence.id"), index=True)
    attached_by: Mapped[str]
    attached_at: Mapped[datetime]
