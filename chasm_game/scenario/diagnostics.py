"""A problem in a file, as data: what it is, where it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_FAULTS", "Code", "Diagnostic", "Fault", "FaultyFile", "Kind", "Severity", "Span"]


MAX_FAULTS = 200
"""Nobody reads more in one run; a file with more is told so."""


class Severity(Enum):
    """How bad it is: an error stops the file from being played, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Kind(Enum):
    """What must be looked at to find a fault."""

    READING = "the file"
    ADVICE = "what the file says"
    GAME = "every game that can be played with it"


class Code(Enum):
    """The stable codes, each with what must be looked at to find it and the fault that it names.

    A number says nothing but when the code was made.
    """

    UNREADABLE = ("C001", Kind.READING, "the file cannot be read")
    NOT_TEXT = ("C002", Kind.READING, "the file is not text in UTF-8")
    TOO_LARGE = ("C003", Kind.READING, "the file is too large, too deep or has too many parts")
    EMPTY = ("C004", Kind.READING, "the file says nothing")
    SYNTAX = ("C005", Kind.READING, "the text is not YAML")
    ALIAS = ("C006", Kind.READING, "anchors and aliases are not used in scenarios")
    TAG = ("C007", Kind.READING, "tags are not used in scenarios")
    SEVERAL_DOCUMENTS = ("C008", Kind.READING, "a file holds one document")
    DUPLICATE_KEY = ("C009", Kind.READING, "a key stands twice in one mapping")
    MERGE_KEY = ("C010", Kind.READING, "merge keys are not used in scenarios")
    KEY_NOT_TEXT = ("C011", Kind.READING, "a key is a short piece of text")
    UNKNOWN_NAME = ("C012", Kind.READING, "a name that nothing has")
    UNKNOWN_KEY = ("C013", Kind.READING, "a key that the format does not have")
    MISSING_KEY = ("C014", Kind.READING, "a key that must be there is missing")
    WRONG_TYPE = ("C015", Kind.READING, "a value of the wrong kind")
    OUT_OF_RANGE = ("C016", Kind.READING, "a value outside its range")
    BAD_ID = ("C017", Kind.READING, "an id that cannot be used")
    DUPLICATE_ID = ("C018", Kind.READING, "an id that stands twice")
    NOT_A_CHOICE = ("C019", Kind.READING, "a value that is none of those allowed")
    CONDITION = ("C020", Kind.READING, "a condition that cannot be understood")
    WEIGHTS = ("C021", Kind.READING, "weights that add up to nothing")
    ROLE = ("C022", Kind.READING, "a role that nobody plays")
    TOO_LATE = ("C023", Kind.READING, "an effect that would land after the end")
    REDEFINED = ("C024", Kind.READING, "a move or manner that the rulebook already has")
    UNKNOWN_EVIDENCE = ("C025", Kind.READING, "an evidence card that is not there")
    BAD_ALLOWANCE = ("C026", Kind.ADVICE, "an allowance that allows nothing")
    UNUSED_ALLOWANCE = ("C027", Kind.ADVICE, "an allowance of something that is not there")
    CUT_BY_HASH = ("C028", Kind.ADVICE, "a text that ends before its `#`")
    LOOKS_AHEAD = ("C029", Kind.ADVICE, "a condition about a decision that has not been taken yet")
    TEXT_LENGTH = ("C030", Kind.ADVICE, "a text that is too long for the screen")
    READING_TIME = ("C031", Kind.ADVICE, "more to read than there is time for")
    PLACEHOLDER = ("C032", Kind.ADVICE, "a text that is still to be written")
    NO_OUTCOME = ("C033", Kind.ADVICE, "a response without an outcome of its own")
    TOO_STRONG = ("C034", Kind.ADVICE, "an effect that is larger than its gauge")
    GIVEN_AWAY = ("C035", Kind.ADVICE, "a length that gives the answer away")
    UNMOVED = ("C036", Kind.ADVICE, "a stakeholder that nothing ever moves")
    AT_ODDS = ("C037", Kind.ADVICE, "a label at odds with its moves")
    UNUSED = ("C038", Kind.ADVICE, "a move or manner of its own that nothing uses")
    EMPTY_CLAIM = ("C039", Kind.ADVICE, "a claim that can never be kept")
    DOMINATED = ("C040", Kind.GAME, "a response that another one is never worse than, and sometimes better")
    ALWAYS_WINS = ("C041", Kind.GAME, "a response that is nearly always the best one")
    NEVER_TRUE = ("C042", Kind.GAME, "a condition that never holds")
    ALWAYS_TRUE = ("C043", Kind.GAME, "a condition that always holds")
    ENDING_NEVER = ("C044", Kind.GAME, "an ending that is never reached")
    PREACHES = ("C045", Kind.GAME, "the best way to play is the new response, always")
    PUNISHES = ("C046", Kind.GAME, "random play falls too often")
    NO_DECISION = ("C047", Kind.GAME, "a decision that makes no difference")
    EXPECTATION = ("C048", Kind.GAME, "an expectation that does not hold")
    PLAY = ("C049", Kind.GAME, "a recorded play that goes another way")
    NO_REASON = ("C050", Kind.ADVICE, "a locked response that does not say why")
    NOBODY_SPEAKS = ("C051", Kind.ADVICE, "a round in which asking brings no answer")
    SAME_NAME = ("C052", Kind.ADVICE, "two things that a player knows by the same name")
    GAME_WORD = ("C053", Kind.ADVICE, "a stakeholder called like a word of the game")
    STRANGE_SIGN = ("C054", Kind.READING, "a sign that cannot be seen, or looks like another")
    HIDDEN_SIGN = ("C055", Kind.ADVICE, "a sign in a text that nobody can see")
    FRAME = ("C056", Kind.READING, "something around the scenario that is no part of it")
    NO_BECAUSE = ("C057", Kind.ADVICE, "an effect without a reason of its own")
    LEADER_UNMOVED = ("C058", Kind.ADVICE, "a leader who watches what never moves")
    LEADER_STUCK = ("C059", Kind.ADVICE, "a leader whom nobody can move")
    LATE_CLAIM = ("C060", Kind.ADVICE, "a claim that is kept too late")
    COUNTS_NOTHING = ("C061", Kind.ADVICE, "a stakeholder that counts nothing in what the people value")
    TOO_MANY = ("C062", Kind.ADVICE, "stakeholders of one's own beside those that they were meant to be")
    SCORE_AND_CHASM = ("C063", Kind.GAME, "games that end high with the chasm as wide as ever")
    WORDS_PAY = ("C064", Kind.GAME, "words without deeds that narrow the chasm")
    BELIEFS_IDLE = ("C065", Kind.GAME, "a story in which it hardly matters what deeds show")
    LEARNING_IDLE = ("C066", Kind.GAME, "a story in which it hardly matters what was learned")
    LEADERS_IDLE = ("C067", Kind.GAME, "a story in which it hardly matters what leaders believe")
    HEALING_IDLE = ("C068", Kind.GAME, "a story in which it hardly matters that wounds heal")
    WORDS_IDLE = ("C069", Kind.GAME, "a story in which promises hardly weigh anything")
    NOW_IDLE = ("C070", Kind.GAME, "entries under `now` that hardly change anything")
    NEW_DOGMA = ("C071", Kind.GAME, "only new answers lead nearly to the top")
    OLD_DOGMA = ("C072", Kind.GAME, "only old answers lead nearly to the top")
    MOST_DOTS = ("C073", Kind.GAME, "always the most dots leads nearly to the top")
    AFFORDABLE_DOTS = ("C074", Kind.GAME, "always the most dots that one can afford leads nearly to the top")
    DEAREST = ("C075", Kind.GAME, "always the dearest answer leads nearly to the top")
    CHEAPEST = ("C076", Kind.GAME, "always the cheapest answer leads nearly to the top")
    UNCONTESTED = ("C077", Kind.GAME, "too many rounds in which one answer is best")
    BAIT = ("C078", Kind.GAME, "an answer that is hardly ever the best one")
    NO_REGRET = ("C079", Kind.GAME, "the usual answer costs hardly anything where it is wrong")
    OPENING = ("C080", Kind.GAME, "an opening round that is decided beforehand")
    NOT_ASKED = ("C081", Kind.GAME, "asking the people is hardly worth it")
    ONE_COMPANION = ("C082", Kind.GAME, "always the same leader to ask with")
    RESCUED = ("C083", Kind.GAME, "random play that is rescued too often")
    CAREFUL_READER = ("C084", Kind.GAME, "whoever follows the arrows and minds the till gets nearly to the top")
    UNTRUE_NOTE = ("C085", Kind.ADVICE, "a point or question that is not true after every game")

    NEVER_SHOWN = ("C090", Kind.GAME, "an answer or a text that no way to play shows")

    @property
    def id(self) -> str:
        """The code as printed: `C012`."""
        return str(self.value[0])

    @property
    def kind(self) -> Kind:
        """What must be looked at to find it."""
        kind: Kind = self.value[1]
        return kind

    @property
    def about(self) -> str:
        """The fault in a few words."""
        return str(self.value[2])

    @property
    def severity(self) -> Severity:
        """How bad it is: what is found while reading is an error, and so is a promise that does not hold."""
        reading = self.kind is Kind.READING and self is not Code.UNKNOWN_EVIDENCE
        return Severity.ERROR if reading or self in {Code.EXPECTATION, Code.PLAY} else Severity.WARNING


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file; lines and columns count from 1, the end column is the one after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def point(cls, line: int, column: int) -> Span:
        """One character."""
        return cls(line, column, line, column + 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem at a place, before it is known which file it stands in."""

    code: Code
    span: Span
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `excerpt` is the source line that it stands in, for whoever shows it to a person."""

    code: Code
    severity: Severity
    file: str
    span: Span
    message: str
    hint: str | None = None
    excerpt: str | None = None
    witness: tuple[str, ...] | None = None
    """A playthrough that shows the problem, as decisions; for findings about the whole game."""

    def as_json(self) -> dict[str, Any]:
        """The shape that `chasm check --json` promises."""
        return {
            "code": self.code.id,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.span.line,
            "column": self.span.column,
            "end_line": self.span.end_line,
            "end_column": self.span.end_column,
            "message": self.message,
            "hint": self.hint,
            "witness": None if self.witness is None else list(self.witness),
        }

    def __str__(self) -> str:
        where = f"{self.file}:{self.span.line}:{self.span.column}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.code.id} {self.message}{hint}"


class FaultyFile(ChasmError):
    """A scenario or rulebook that cannot be used; carries every diagnostic found in one run."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        first = next((d for d in self.diagnostics if d.severity is Severity.ERROR), self.diagnostics[0])
        more = len(self.diagnostics) - 1
        super().__init__(str(first) + (f" (and {more} more: see 'chasm check')" if more else ""))
