"""Golden transcripts: a game in plain mode as a listener hears it, with what was typed behind `> `.

`python tests/plain/transcript.py` writes them anew, after a story or a sentence has changed; read them then.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from session import seats

from chasm_game.plain.game import PlainGame
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat

FOLDER = Path(__file__).parent / "transcripts"
SAVE = "SAVE"

TYPED = {
    "eventful": [
        "skip", "chasm", "ask ines", "promise", "1 60", "It is cheap.", "usual", "state",
        "nothing", "skip", "skip", "usual", "quit",
    ],
    "eventful-practice": ["skip", "fix", "skip", "skip", "usual", "ledger", "spend", "skip", "skip", "quit"],
    "tutorial": [
        "help", "20 20 20 20 20", "help", "10", "9", "", "skip",
        "help", "course", "words", "words cha", "2", "help", "1 80",
        "They had to find it themselves.", "", "4", "what", "anwsers", "last", "ask", "answers", "voices", "4", "6",
        "Lena knows.",
        "state", "course", "ask", "mill", "2", "back", "hang", "5 70%", "skip",
        "25 30 10 20 14", "25 30 10 20 15", "7", "skip", "ledger", "quit",
    ],
    "tutorial-practice": ["skip", "quiet", "skip", "skip", "undo", "dearer", "skip", "skip", "ledger"],
}  # fmt: skip


def told(play: LocalPlay, typed: list[str]) -> str:
    """Everything that is heard and typed in a game; its save goes by a name of its own."""
    paragraphs: list[str] = []
    lines = iter(typed)

    def read() -> str | None:
        line = next(lines, None)
        if line is not None:
            paragraphs.append(f"> {line}")
        return line

    PlainGame(LocalSeat(play, at_once=True), read, paragraphs.append).run()
    return "\n\n".join(paragraphs).replace(str(play.save), SAVE) + "\n"


def transcript(name: str) -> str:
    """The transcript of a game."""
    story, _, practice = name.partition("-")
    with tempfile.TemporaryDirectory() as folder:
        scenario = seats.eventful() if story == "eventful" else seats.library().find(story)
        play = seats.begin(Path(folder), scenario, practice=bool(practice))
        try:
            return told(play, TYPED[name])
        finally:
            play.close()


def _write() -> None:
    for name in TYPED:
        (FOLDER / f"{name}.txt").write_text(transcript(name), encoding="utf-8")


if __name__ == "__main__":
    _write()
