"""What a terminal sends, byte by byte: keys come through, everything else is dropped whole, in pieces too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from chasm_game.terminal_input import ANSWER, TerminalInput
from chasm_game.terminal_parts import Kind
from chasm_game.tui.terminal_keys import Keys, understood

Sent = bytes | float
"""Bytes that arrive, or seconds in which nothing does."""
ESC = b"\x1b"


def heard(*sent: Sent, answers: bool = False) -> list[str]:
    """What the program hears: keys by name, pastes as `"text"`, the mouse by kind; `?` where the terminal is asked."""
    terminal, keys, now = TerminalInput(), Keys(), 0.0
    if answers:
        terminal.feed(ANSWER.encode(), now)
    told: list[str] = []
    for each in sent:
        parts = []
        if isinstance(each, bytes):
            parts = terminal.feed(each, now)
        else:
            until = now + each
            while (wait := terminal.wait(now)) is not None and now + wait <= until:
                now += wait
                parts += terminal.tick(now)
            now = until
        for part in parts:
            told += ["?"] if part.kind is Kind.ASK else [_name(event) for event in keys.events(part)]
    return told


def _name(event: object) -> str:
    if isinstance(event, events.Key):
        return event.key
    return f'"{event.text}"' if isinstance(event, events.Paste) else type(event).__name__


ANSWERS = {
    "the colour behind the text (OSC)": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "the same, ended by a bell": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    "the same in controls of eight bits": b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
    "a title with letters beyond ASCII": "\x1b]lFünf Bäckereien ✓ 1\x1b\\".encode(),
    "a setting of the terminal (DCS)": b"\x1bP1$r0 q\x1b\\",
    "its name and version (DCS)": b"\x1bP>|XTerm(390)\x1b\\",
    "a picture's state (APC)": b"\x1b_Gi=31;OK\x1b\\",
    "a private message (PM)": b"\x1b^1 2 3\x1b\\",
    "a string (SOS)": b"\x1bX1g\x1b\\",
    "what it can do (CSI c)": b"\x1b[?62;1;22c",
    "its version (CSI > c)": b"\x1b[>41;390;0c",
    "where the cursor is (CSI R)": b"\x1b[1;49R",
    "a size in cells (CSI t)": b"\x1b[8;30;100t",
    "how keys are spelled (CSI ? u)": b"\x1b[?25u",
    "a mode (CSI $ y)": b"\x1b[?1049;1$y",
    "a final byte that nobody knows": b"\x1b[1;2;3{",
    "a number that is no key's": b"\x1b[49~",
    "a character that is none": b"\x1b[99999999u",
    "an arrow that counts to 49": b"\x1b[49A",
    "a key that was let go": b"\x1b[49;1:3u",
    "a mouse report of old": b"\x1b[M !1",
    "a mouse report of old with bytes that are no text": b"\x1b[M\xe9\x80\xff",
    "a mouse report of urxvt": b"\x1b[35;10;10M",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_nobody_asked_for_is_dropped_whole(answer: bytes) -> None:
    """No byte of it becomes a key, wherever a pause tears it; the key after it counts."""
    assert heard(answer, b"1") == ["1"]
    for cut in range(2, len(answer)):
        assert heard(answer[:cut], 0.4, answer[cut:], b"1") == ["1"], cut


@pytest.mark.parametrize(
    "bad", [b"\xe9", b"\xff", b"\xc3", b"\xe2\x9c", b"\xe1\x98", b"\xed\xa0\x80", b"\xc0\xb1", b"\xf5", b"\x80"]
)
def test_a_byte_that_is_no_text_is_dropped(bad: bytes) -> None:
    """The keys around it count, at once and after a while."""
    assert heard(b"a" + bad + b"b") == ["a", "b"]
    assert heard(b"a", bad, 20.0, b"b") == ["a", "b"]
    assert heard(ESC + bad + b"[A") == ["up"]


def test_letters_arrive_in_pieces() -> None:
    """A letter of several bytes is one key, however it is torn."""
    for letter in ("é", "✓", "𝄞"):
        sent = letter.encode()
        for cut in range(1, len(sent)):
            assert len(heard(sent[:cut], 3.0, sent[cut:])) == 1


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (b"\x1b[B", "down"), (b"\x1bOB", "down"), (b"\x1bOQ", "f2"), (b"\x1b[15~", "f5"), (b"\x1b[1;5C", "ctrl+right"),
        (b"\x1b[[A", "f1"), (b"\x1b[Z", "shift+tab"), (b"\x1b[97;5u", "ctrl+a"), (b"\x1b[97;;97u", "a"),
        (b"\x1b[27u", "escape"), (b"\x1b[6;5~", "ctrl+pagedown"), (b"\x9bB", "down"), (b"\xc2\x9bB", "down"),
    ],
)  # fmt: skip
def test_a_key_of_several_bytes_is_one_key_on_a_slow_line(sent: bytes, key: str) -> None:
    """Torn anywhere, with 0.35 seconds between its halves, it is the key and nothing else."""
    for cut in range(1, len(sent) + 1):
        assert heard(sent[:cut], 0.35, sent[cut:]) == [key]


def test_a_lone_escape_is_told_from_an_arrow_by_asking() -> None:
    """A terminal that answers is asked: its word before the rest means Escape, after it the arrow, however late."""
    word = ANSWER.encode()
    assert heard(ESC, 0.1, word, answers=True) == ["?", "escape"]
    assert heard(ESC, 1.9, b"[B", word, answers=True) == ["?", "down"]
    assert heard(ESC, 0.1, word, ESC, 0.1, word, answers=True) == ["?", "escape", "?", "escape"]
    assert heard(b"\x1b[", 0.1, word, b"B", answers=True) == ["?", "B"]


@pytest.mark.parametrize(("waited", "keys"), [(0.49, ["down"]), (0.5, ["escape", "left_square_bracket", "B"])])
def test_a_silent_terminal_is_waited_for_half_a_second(waited: float, keys: list[str]) -> None:
    """Just under the wait the rest still belongs to the arrow; at it, Escape was the key."""
    assert heard(ESC, waited, b"[B") == keys


def test_a_paste_is_text_and_bounded() -> None:
    """What is pasted is one text; no sequence in it is a key; at most 64 KiB of it are kept."""
    assert heard(b"\x1b[200~1\r\x1b[B\xe9\x1b[201~2") == ['"1\r\x1b[B\ufffd"', "2"]
    (long, key) = heard(b"\x1b[200~", b"x" * 100_000, b"\x1b[201~2")
    assert (len(long), key) == (65_536 + 2, "2")
    for cut in range(1, 6):
        assert heard(b"\x1b[200~ab\x1b[201~"[: 8 + cut], 0.3, b"\x1b[201~"[cut:] + b"2")[-1] == "2"


def test_a_paste_without_an_end_is_over_after_a_while() -> None:
    """After two silent seconds, or ten in all, keys count again; Ctrl+C counts at once, as a byte and spelled out."""
    assert heard(b"\x1b[200~ab", 1.99, b"1") == []
    assert heard(b"\x1b[200~ab", 2.0, b"1") == ['"ab"', "1"]
    slowly: list[Sent] = [b"a", 1.0]
    assert heard(b"\x1b[200~", *slowly * 12, b"1")[-1] == "1"
    assert heard(b"\x1b[200~ab\x03") == ['"ab"', "ctrl+c"]
    assert heard(b"\x1b[200~ab\x1b[99;5u") == ['"ab"', "ctrl+c"]
    assert heard(b"\x1b[200~ab", 1.0, ANSWER.encode(), b"1", answers=True) == ["?", '"ab"', "1"]
    assert heard(b"\x1b[200~a" + ANSWER.encode() + b"b\x1b[201~") == ['"a\x1b[0nb"']


@pytest.mark.parametrize(
    "begun", [b"\x1b]11;rgb:", b"\x1bP1$r", b"\x1b_G", b"\x1b[?1", b"\x1b[", b"\x1b[M !", b"\x9d1"]
)
def test_what_is_never_finished_is_given_up(begun: bytes) -> None:
    """After three silent seconds keys count again; Ctrl+C and the next sequence count at once."""
    assert heard(begun, 3.0, b"1") == ["1"]
    assert heard(begun + b"\x03")[-1:] == ["ctrl+c"]
    assert heard(begun + b"\x1b[A")[-1:] == ["up"]


def test_alt_is_a_command_and_never_text() -> None:
    """Escape and a character in one breath are that key with Alt held, which types nothing."""
    assert heard(b"\x1b1\x1bz\x1bZ") == ["alt+1", "alt+z", "alt+shift+z"]
    parts = TerminalInput().feed(b"\x1bz", 0.0)
    (key,) = Keys().events(parts[0])
    assert isinstance(key, events.Key)
    assert not key.is_printable


def test_ctrl_c_is_known_in_every_spelling() -> None:
    """As a byte, spelled out, and with the locks of capitals and digits on."""
    for sent in (b"\x03", b"\x1b[99;5u", b"\x1b[99;69u", b"\x1b[99;133u"):
        (part,) = TerminalInput().feed(sent, 0.0)
        assert part.is_ctrl_c
    (part,) = TerminalInput().feed(b"\x1b[99;1u", 0.0)
    assert not part.is_ctrl_c


@given(st.lists(st.one_of(st.binary(max_size=12), st.sampled_from([*ANSWERS.values(), b"\x1b[200~", ESC])), max_size=8))
def test_nothing_that_is_sent_makes_it_fail(sent: list[bytes]) -> None:
    """Whatever comes, in whatever pieces: it goes on, and after ten seconds of silence a key is that key."""
    assert heard(*sent, 10.0, b"k")[-1] == "k"


@given(st.binary(max_size=40), st.integers(0, 40))
def test_pieces_are_the_same_as_the_whole(sent: bytes, cut: int) -> None:
    """Where no time passes between them, it does not matter how bytes are packed."""
    assert heard(sent[:cut], sent[cut:], 20.0) == heard(sent, 20.0)


@given(st.from_regex(r"\x1b[\[O][0-?]{0,8}[ -/]{0,2}[@-~]", fullmatch=True))
def test_what_reaches_textual_is_understood_whole(sequence: str) -> None:
    """Whatever is let through leaves Textual's parser where it was: the next key is itself."""
    if understood(sequence):
        keys = Keys()
        sequences = TerminalInput().feed(sequence.encode(), 0.0)
        for part in sequences:
            keys.events(part)
        (after,) = keys.events(TerminalInput().feed(b"k", 0.0)[0])
        assert isinstance(after, events.Key)
        assert after.key == "k"
