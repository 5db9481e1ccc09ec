"""The words of the game, the same on the screen, in plain mode and in the documents."""

from __future__ import annotations

from chasm_game.errors import nearest
from chasm_game.gauges import ASSENT, BUILT_IN
from chasm_game.text import one_line

__all__ = ["WORDS", "as_markdown", "found", "meaning_of"]

_OF_THE_GAME = {
    "Answer": "What you can do in a round; files call it a response. Nearly every answer does two things at once. "
    "Dots show whom it moves and how strongly: a little, some or much.",
    "Arrows": "What an answer does to somebody's true trust, against waiting and not against now: by the end of this "
    "round, and later, when all that the answer sends has landed. Where luck decides which way, they say so.",
    "Asking": "Costs cash, and you can do it only a few times. The mist lifts for good; "
    "in this round you also hear voices, see true trust, and learn which way each answer will move people, now and "
    "later. A leader who comes along gains assent, and with it carries more of what is strange to the company.",
    "Belief sheet": "100 points, spread over the stakeholders: what creates the most value? You fill it in before the "
    "first round and after the last, and see it beside your deeds and the people's beliefs in the debrief. On its "
    "second page you say how a company creates it: on each question a mark from 1 to 9 between two statements.",
    "Calibration": "Whether you were as sure as you were right. Less is better: 0 is perfect; always saying 50 % "
    "gives 0.25.",
    "Chasm": "The distance between what the people believe creates value and what the company's deeds show. It has two "
    "halves: whom one creates value for, and how. The wider it is, the less of a good deed arrives, "
    "and the more a bad one hurts.",
    "Dashboard": "What the company is told about itself: reported trust, cash, learning, know-how and credibility, "
    "each with its change; its leaders with their assent; what was promised and is not due yet.",
    "Difficulty": "A game is easy, as its story was written, or hard. Hard has one time fewer to ask, less cash and "
    "more fog, and no price stands beside an answer. Games are held against each other only at one difficulty.",
    "Echo": "What an earlier decision sends into a later round. It says which decision sent it, and why.",
    "Feed": "What people post. It shows what they make of you; it moves nothing.",
    "Every round": "What is the same in each: ordinary business, owners who look at the cash, wounds that heal, "
    "leaders who watch. It stands in one line, which opens.",
    "Ledger": "Every point that moved, with its cause. It adds up to what you see; nothing is left unexplained. "
    "A wound is told with the loss that made it.",
    "Leaders": "Those who carry what is decided, where a story has them. Each watches one thing, and believes what has "
    "been seen to work. An answer that is strange to the house is carried by halves where they do not believe in it.",
    "Mist": "What lies over the far side of the chasm until you ask the people for the first time.",
    "Old and new": "The two ways to answer: the company as a machine, or as an organism. They are only labels: "
    "the rules of the game never read them.",
    "People": "Everybody who feels what the company does. They hold beliefs of their own about what creates value; "
    "the weight of a stakeholder is its share of them.",
    "Practice": "A game in which you see every point and may take decisions back. It is never ranked.",
    "Prediction": "Before a decision: who will lose most from then to the end of the round, and how sure you are. "
    "Afterwards it stands beside what happened.",
    "Promise": "What an answer claims in public. It pleases at once; when it is due it is held against what has come, "
    "in points as the answer sends them, before the chasm takes its part. "
    "Kept, it makes the next one easier to believe; what is missing costs trust and credibility.",
    "Reported": "What reaches your desk. Where people are afraid, bad news stays below, "
    "and the reported trust is higher than the true one.",
    "Rescue": "A company that cannot pay is helped by its owners, if they trust it and the hole is no pit. It costs a "
    "good part of their trust, the more the deeper the hole. Else the company has fallen. "
    "Rescues are counted among the results.",
    "Resilience": "The lowest trust of anybody at the end of any round. A company breaks where it is thinnest.",
    "Say-do": "The share of your public promises that had come when they were due. "
    "Promising nothing costs nothing, and gives nothing.",
    "Score": "0 to 1000. Half is the value at the end, half its mean over the rounds, as the people weigh it.",
    "Seed": "The number of the luck that falls. Under the same seed every team meets the same luck.",
    "Shock": "What happens at the start of a round, before you can do anything about it.",
    "Silent rounds": "Rounds after your last decision: nothing new happens in them. What you have begun lands, and "
    "what you have promised is due.",
    "Stakeholder": "Somebody who gains or loses by what the company does: customers, employees, partners, communities, "
    "investors, or whom the story has in their place.",
    "Trust": "How much value somebody feels the company gives them, 0 to 100. "
    "The game is about what you give, to whom, and what comes back.",
    "Value": "The trust of all stakeholders as the people weigh it, less something for everybody who is left far "
    "behind. Half of the score is where it ends.",
    "Way": "How a company creates value, as its deeds show: who decides, what is told, for when, who has the gain. "
    "Beside it stands how the people would have it; one can overshoot.",
    "Wound": "A loss of trust that has not healed yet. It heals a little every round; what it taught about you stays.",
}
_OF_GAUGES = {word.title: word.meaning for word in (*(gauge.word for gauge in BUILT_IN), ASSENT)}

WORDS = dict(sorted((_OF_THE_GAME | _OF_GAUGES).items()))
"""A word, and what it means, in the order of the alphabet."""


def found(word: str) -> str | None:
    """The word of the glossary that was most likely meant, or None."""
    wanted = word.strip().lower()
    known = {each.lower(): each for each in WORDS}
    starting = [each for each in known if each.startswith(wanted)] if wanted else []
    # Cut, since looking for what is near takes as long as both texts are.
    near = wanted if wanted in known else starting[0] if len(starting) == 1 else nearest(wanted[:40], known)
    return None if near is None else known[near]


def meaning_of(word: str) -> str:
    """A word and what it means, in a sentence for plain mode; all words where none is named."""
    if not word.strip():
        words = list(WORDS)
        each_of_them = f"{', '.join(words[:-1])} and {words[-1]}"
        return f"The words of the game: {each_of_them}. To hear what one means, type words and the word."
    known = found(word)
    if known is None:
        return f"There is no word “{one_line(word, 40)}” here. words tells them all."
    return f"{known}. {WORDS[known]}"


def as_markdown() -> str:
    """The glossary as `docs/glossary.md` has it."""
    text = "\n\n".join(f"**{word}.** {meaning}" for word, meaning in WORDS.items())
    return f"# The words of the game\n\nOn the screen they are one key away (`g`), in plain mode `words`.\n\n{text}\n"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201  (python -m chasm_game.glossary > docs/glossary.md)
