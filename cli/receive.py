"""`dondoc receive`: one mail from standard input, as a mail server hands it to a program."""

import sys

from activities.letterbox import Letterbox
from cli.desk import at_desk
from reading.clamd import clamd_at
from settings import Settings
from storage.files import Files


def receive(settings: Settings) -> int:
    """Take it in and print what was made of it; the exit status."""
    with at_desk(settings) as desk:
        checker = clamd_at(settings.clamd) if settings.clamd else None
        answer = Letterbox(desk, Files(settings.files), checker)(sys.stdin.buffer.read())
    print(f"{answer.body['state']} {answer.body['id']}")
    return 0
