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
    """The stable codes, each with the fault that it names: to C025 reading, from C040 to C049 games, else advice."""

    UNREADABLE = ("C001", "the file cannot be read")
    NOT_TEXT = ("C002", "the file is not text in UTF-8")
    TOO_LARGE = ("C003", "the file is too large, too deep or has too many parts")
    EMPTY = ("C004", "the file says nothing")
    SYNTAX = ("C005", "the text is not YAML")
    ALIAS = ("C006", "anchors and aliases are not used in scenarios")
    TAG = ("C007", "tags are not used in scenarios")
    SEVERAL_DOCUMENTS = ("C008", "a file holds one document")
    DUPLICATE_KEY = ("C009", "a key stands twice in one mapping")
    MERGE_KEY = ("C010", "merge keys are not used in scenarios")
    KEY_NOT_TEXT = ("C011", "a key is a short piece of text")
    UNKNOWN_NAME = ("C012", "a name that nothing has")
    UNKNOWN_KEY = ("C013", "a key that the format does not have")
    MISSING_KEY = ("C014", "a key that must be there is missing")
    WRONG_TYPE = ("C015", "a value of the wrong kind")
    OUT_OF_RANGE = ("C016", "a value outside its range")
    BAD_ID = ("C017", "an id that cannot be used")
    DUPLICATE_ID = ("C018", "an id that stands twice")
    NOT_A_CHOICE = ("C019", "a value that is none of those allowed")
    CONDITION = ("C020", "a condition that cannot be understood")
    WEIGHTS = ("C021", "weights that add up to nothing")
    ROLE = ("C022", "a role that nobody plays")
    TOO_LATE = ("C023", "an effect that would land after the end")
    REDEFINED = ("C024", "a move or manner that the rulebook already has")
    UNKNOWN_EVIDENCE = ("C025", "an evidence card that is not there")
    BAD_ALLOWANCE = ("C026", "an allowance that allows nothing")
    UNUSED_ALLOWANCE = ("C027", "an allowance of something that is not there")
    CUT_BY_HASH = ("C028", "a text that ends before its `#`")
    LOOKS_AHEAD = ("C029", "a condition about a decision that has not been taken yet")
    TEXT_LENGTH = ("C030", "a text that is too long for the screen")
    READING_TIME = ("C031", "more to read than there is time for")
    PLACEHOLDER = ("C032", "a text that is still to be written")
    NO_OUTCOME = ("C033", "a response without an outcome of its own")
    TOO_STRONG = ("C034", "an effect that is larger than its gauge")
    GIVEN_AWAY = ("C035", "a length that gives the answer away")
    UNMOVED = ("C036", "a stakeholder that nothing ever moves")
    AT_ODDS = ("C037", "a label at odds with its moves")
    UNUSED = ("C038", "a move or manner of its own that nothing uses")
    EMPTY_CLAIM = ("C039", "a claim that can never be kept")
    DOMINATED = ("C040", "a response that another one is never worse than, and sometimes better")
    ALWAYS_WINS = ("C041", "a response that is nearly always the best one")
    NEVER_TRUE = ("C042", "a condition that never holds")
    ALWAYS_TRUE = ("C043", "a condition that always holds")
    ENDING_NEVER = ("C044", "an ending that is never reached")
    PREACHES = ("C045", "the best way to play is the new response, always")
    PUNISHES = ("C046", "random play falls too often")
    NO_DECISION = ("C047", "a decision that makes no difference")
    EXPECTATION = ("C048", "an expectation that does not hold")
    PLAY = ("C049", "a recorded play that goes another way")
    NO_REASON = ("C050", "a locked response that does not say why")
    NOBODY_SPEAKS = ("C051", "a round in which asking brings no answer")

    @property
    def id(self) -> str:
        """The code as printed: `C012`."""
        return str(self.value[0])

    @property
    def about(self) -> str:
        """The fault in a few words."""
        return str(self.value[1])

    @property
    def kind(self) -> Kind:
        """What must be looked at to find it."""
        if self.id < "C026":
            return Kind.READING
        return Kind.GAME if "C040" <= self.id < "C050" else Kind.ADVICE

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
