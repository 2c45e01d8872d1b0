"""Whether the database answers: the one question of the page of health that decides its status."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Memory


def answers(memory: Memory) -> bool:
    """Whether a query comes back."""
    try:
        with memory.reading() as session:
            session.execute(text("SELECT 1 FROM log_head")).all()
    except SQLAlchemyError:
        return False
    return True
