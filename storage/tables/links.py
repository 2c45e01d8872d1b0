"""What a person said of the proposals to link an item: to a criterion, to a lost point, to work that is already followed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ItemLinkRow(Base):
    """One answered proposal. A link that stands is in the item itself (`criteria`, `remedies`); this is who said so, and who not."""

    __tablename__ = "item_link"
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    agreed: Mapped[bool]
    by: Mapped[str]
    at: Mapped[datetime]
