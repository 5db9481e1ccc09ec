"""One point of the ledger, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LedgerLine"]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One point of the ledger."""

    round: str
    stage: str
    gauge: str
    """Its id: a stakeholder's or a gauge's; or that of a stakeholder behind `people:` or `belief:`, of an axis
    behind `way:` or `people_way:`, of a leader behind `assent:`."""
    name: str
    """By which the player knows what moved."""
    amount: float
    """Points; of a weight its share of 1, and of a way on its axis of -1..1."""
    because: str
    source: str
    weight: str = ""
    """Whose weights or ways these are: "The people's weight", "The company's way"; empty for points."""

    @property
    def title(self) -> str:
        """What moved, as it is shown alone."""
        if not self.weight:
            return self.name
        return f"{self.weight}: {self.name}" if "way:" in self.gauge else f"{self.weight} for {self.name}"
