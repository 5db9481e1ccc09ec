"""What a result says at the edges of its number: calibration, chasm, say-do, resilience, ways that score alike."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from debrief.edges import Game, says, with_outputs
from debrief.games import page, words

from chasm_game.debrief.pages.results import crowded, results
from chasm_game.debrief.walk import walk


@pytest.mark.parametrize(
    ("brier", "sentence"),
    [
        (0.0, "You knew what you knew"),
        (0.1249, "You knew what you knew"),
        (0.1251, "Better than always saying 50 %"),
        (0.2449, "Better than always saying 50 %"),
        (0.2451, "As good as always saying 50 %"),
        (0.25, "As good as always saying 50 %"),
        (0.2549, "As good as always saying 50 %"),
        (0.2551, "Worse than always saying 50 %"),
        (1.0, "Worse than always saying 50 %"),
        (None, "Too few predictions"),
    ],
)
def test_calibration_is_judged_by_the_number_that_stands_beside_it(
    game: Game, brier: float | None, sentence: str
) -> None:
    """0.25, whatever stands behind it, is as good as always saying 50 %, and so on at each edge."""
    assert says(with_outputs(game[0], calibration=brier), "Calibration").startswith(sentence)


@pytest.mark.parametrize("brier", [0.0, 0.17, 0.25, 0.43])
def test_which_way_a_calibration_is_better_is_said_with_it(game: Game, brier: float) -> None:
    """Whoever reads 0.17 beside 0.25 for the first time takes more for better."""
    assert says(with_outputs(game[0], calibration=brier), "Calibration").endswith("Less is better; 0 is perfect.")


def test_the_score_is_made_of_the_value_at_the_end_and_of_its_mean(game: Game) -> None:
    """Five times the two numbers that are named is the score; the first is where the value stands at the end."""
    view = game[0]
    end, mean = (float(number) for number in re.findall(r", (\d+\.\d)", says(view, "Score")))
    assert end == pytest.approx(view.trajectory[-1].value, abs=0.05)
    assert 5 * (end + mean) == pytest.approx(view.outputs.score_exact, abs=0.5)


def test_a_quick_game_asks_for_no_predictions(game: Game) -> None:
    """That is why it has no calibration, and not that there were too few."""
    quick = replace(with_outputs(game[0], calibration=None), intro=replace(game[0].intro, quick=True))
    assert says(quick, "Calibration") == "A quick game asks for no predictions."


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (42.4, 42.6, "Your deeds went 1 further from what the people value."),
        (41.6, 42.4, "Your deeds and what the people value are as far apart as they were."),
        (42.6, 42.4, "Your deeds came 1 nearer to what the people value."),
        (50.0, 20.0, "Your deeds came 30 nearer to what the people value."),
    ],
)
def test_the_chasm_moves_by_the_numbers_that_are_shown(game: Game, start: float, end: float, sentence: str) -> None:
    """Whoever subtracts the two numbers finds what is said of them."""
    assert says(with_outputs(game[0], chasm_start=start, chasm_end=end), "Chasm") == sentence


@pytest.mark.parametrize(
    ("kept", "shown", "sentence"),
    [
        (None, "–", "None of your answers was a promise that falls due."),
        (0.0, "0 %", "Deeds kept 0 % of your promises; the rest came back."),
        (0.996, "99 %", "Deeds kept 99 % of your promises; the rest came back."),
        (1 - 1e-12, "100 %", "You kept everything that you promised."),
        (1.0, "100 %", "You kept everything that you promised."),
    ],
)
def test_only_who_kept_everything_kept_everything(game: Game, kept: float | None, shown: str, sentence: str) -> None:
    """All but everything is not everything."""
    row = next(r for r in results(with_outputs(game[0], say_do=kept)) if r.name == "Say-do")
    assert (row.value, row.says.text) == (shown, sentence)


@pytest.mark.parametrize(
    ("lowest", "sentence"),
    [
        (0.0, "Somewhere trust ran out altogether."),
        (0.4, "Somewhere trust all but ran out."),
        (0.6, "Nobody's trust ever ended a round below 1."),
    ],
)
def test_where_trust_ran_out_it_is_said(game: Game, lowest: float, sentence: str) -> None:
    """Nobody is told that trust never ended below 0."""
    assert says(with_outputs(game[0], resilience=lowest), "Resilience") == sentence


@pytest.mark.parametrize(
    ("best", "worst", "paths", "says_"),
    [
        (600.0, 600.4, 1, "Only one way leads through this story"),
        (
            600.2,
            599.8,
            2,
            "2 ways lead through this story under the same luck and with the same asking. All of them score 600.",
        ),
        (600.6, 600.4, 2, "with the same asking. The best scores 601, the worst 600."),
        (600.6, 600.4, 19, "with the same asking. The best scores 601, the worst 600."),
        (600.6, 600.4, 20, "of them, equal ones counted half; the best scores 601, the worst 600."),
    ],
)
def test_where_all_ways_score_alike_nobody_is_better(
    game: Game, best: float, worst: float, paths: int, says_: str
) -> None:
    """A single way, equal ways, and ways that differ in what is shown; of fewer than twenty no share is told."""
    review = replace(game[1], best_score=best, worst_score=worst, paths=paths)
    assert says_ in words(page(walk(game[0], review), "ended"))


@pytest.mark.parametrize(
    ("score", "percentile", "because"),
    [
        (400, 49.9, "end in the upper third too"),  # of 100 to 550: exactly two thirds of the way
        (400, 50.0, ""),
        (399, 33.3, "score as much or more"),  # the middle third, where it beats less than a third of them
        (399, 100 / 3, ""),
        (399, 33.4, ""),
        (250, 66.6, ""),
        (250, 200 / 3, ""),
        (250, 66.7, "score as little or less"),
        (549, 49.9, "end in the upper third too"),
        (550, 49.9, ""),  # the best there is
        (249, 50.1, "end in the lower third too"),
        (249, 50.0, ""),
        (100, 50.1, "end in the lower third too"),
    ],
)
def test_a_mark_and_the_share_of_ways_beaten_are_reconciled_where_they_read_like_opposites(
    game: Game, score: int, percentile: float, because: str
) -> None:
    """It is said that thirds are of points and the share of ways, and what follows; at, under and over each edge."""
    review = replace(game[1], worst_score=100.0, best_score=550.0, percentile=percentile, paths=20)
    said = [sentence.text for sentence in crowded(score, review)]
    lead = "The two measure different things: thirds are of the points between worst and best, this is of ways, and"
    share = "half" if "end in" in because else "two thirds"
    assert said == ([f"{lead} more than {share} of them {because}."] if because else [])
    assert not [*crowded(score, replace(review, paths=19))]
