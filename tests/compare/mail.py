"""A folder as a facilitator has it after a session: the files of 24 mails, as mail programs and people left them."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from pathlib import Path

from session import seats

from chasm_game.scenario.source import sha256

SENT = "sent"
"""Where the whole games lie before they are mailed."""


def game(folder: Path, team: str, first: str = "kind", pace: float = 10.0) -> Path:
    """A whole game of the small story, each decision with a reason and seconds of its own."""
    play = seats.begin(folder, team=team)
    play.submit_beliefs({"customers": 50.0, "employees": 50.0})
    number = 0
    while play.played.game.outcome is None:
        open_to = play.played.game.open_responses
        response = first if first in open_to else open_to[0]
        play.decide(response, reason=f"{team} says so.", seconds=pace + number)
        number += 1
    play.submit_beliefs({"customers": 40.0, "employees": 60.0})
    play.close()
    return play.save


def mail_folder(at: Path) -> Path:
    """The folder: 24 files, of them thirteen teams' games that count, each in another wrapping."""
    sent, mail = at / SENT, at / "mail"
    mail.mkdir(parents=True)

    def raw(team: str, pace: float) -> bytes:
        return game(sent, team, pace=pace).read_bytes()

    (mail / "blue.jsonl").write_bytes(blue := raw("Blue", 1))
    (mail / "windows.jsonl").write_bytes(raw("Windows", 2).replace(b"\n", b"\r\n"))
    (mail / "bom.jsonl").write_bytes(b"\xef\xbb\xbf" + raw("Marked", 3))
    (mail / "notepad.jsonl").write_bytes(raw("Notepad", 4).decode().encode("utf-16"))
    (mail / "powershell.jsonl").write_bytes(raw("\u5317\u5074", 5).decode().replace("\n", "\r\n").encode("utf-16-le"))
    (mail / "phone.jsonl.txt").write_bytes(raw("Phone", 6))
    (mail / "SHOUTED.JSONL").write_bytes(raw("Shouted", 7))
    (mail / "airy.jsonl").write_bytes(raw("Airy", 8).replace(b"\n", b"\n\n"))
    (mail / "cut.jsonl").write_bytes(raw("Cut", 9).rstrip(b"\n"))
    (mail / "upload_7f3a").write_bytes(raw("Nameless file", 10))
    with zipfile.ZipFile(mail / "north.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("north side/save.jsonl", raw("North Side", 11))
        packed.writestr("__MACOSX/north side/._save.jsonl", b"\0\5\x16\7")
    (mail / "south.jsonl.gz").write_bytes(gzip.compress(raw("South", 12)))
    (mail / "emoji.jsonl").write_bytes(raw("\U0001f680\U0001f680", 13))
    (mail / "blue (1).jsonl").write_bytes(blue)
    (mail / "final final.jsonl").write_bytes(blue)
    copycat = blue.replace(b'"team":"Blue"', b'"team":"Copycat"')
    (mail / "copycat.jsonl").write_bytes(copycat)
    (mail / "forged.jsonl").write_bytes(raw("Forger", 14).replace(b'"response":"kind"', b'"response":"royal"'))
    (mail / "edited.jsonl").write_bytes(_edited(raw("Editor", 15)))
    (mail / "early.jsonl").write_bytes(b"".join(raw("Early", 16).splitlines(keepends=True)[:3]))
    shutil.copy(seats.whole(at / "practised", practice=True), mail / "practised.jsonl")
    (mail / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (mail / "Re session.eml").write_bytes(b"Received: from x\r\nSubject: our file\r\n\r\nHere it is.\r\n")
    with zipfile.ZipFile(mail / "scores.xlsx", "w") as sheet:
        sheet.writestr("[Content_Types].xml", "<Types/>")
    shutil.copy(mail / "blue.jsonl", mail / "Copy of blue.jsonl")
    (mail / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return mail


RANKED = (
    "Blue", "Windows", "Marked", "Notepad", "\u5317\u5074", "Phone", "Shouted", "Airy", "Cut", "Nameless file",
    "North Side", "South", "\U0001f680\U0001f680",
)  # fmt: skip
"""The teams whose games are whole, true and on the story that was asked for."""


def _edited(raw: bytes) -> bytes:
    """A game on an edited story, with a fresh hash: sound, and another scenario."""
    header, *lines = raw.splitlines(keepends=True)
    fields = json.loads(header)
    fields["scenario_text"] = fields["scenario_text"].replace("cash: 12", "cash: 13")
    fields["scenario_sha256"] = sha256(fields["scenario_text"])
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n" + b"".join(lines)
