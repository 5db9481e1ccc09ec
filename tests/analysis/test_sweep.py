"""The same scenario under many seeds: the same answer in this process, over processes and over a cluster."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from analysis import small
from shipped_stories import shipped_library

from chasm_game.analysis.policies import every_policy
from chasm_game.analysis.processes import mapped_over_processes
from chasm_game.analysis.sweep import Job, mapped_over_cluster, sweep
from chasm_game.analysis.tree import walk
from chasm_game.engine.compiling import compile_plan
from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIBRARY = shipped_library()


def jobs(name: str, seeds: int) -> list[Job]:
    """The jobs of a sweep over a shipped story."""
    scenario = LIBRARY.find(name)
    return [Job(scenario.text, scenario.rulebook.text, seed, 1_000_000) for seed in range(1, seeds + 1)]


def test_a_sweep_is_the_walk_of_every_seed() -> None:
    """Each result of a sweep is what a walk under that seed alone says, and the policies under it."""
    swept = sweep(jobs("the-squeeze", 3))
    scenario = LIBRARY.find("the-squeeze")
    for result in swept.results:
        alone = walk(compile_plan(scenario, result.seed))
        assert (result.paths, result.min, result.mean, result.max) == (
            alone.paths, alone.worst, alone.mean, alone.best,
        )  # fmt: skip
        assert result.random_alive == alone.random_alive
        policies = every_policy(compile_plan(scenario, result.seed))
        assert result.policies == {name: policy.score for name, policy in policies.items()}
    assert [r.seed for r in swept.results] == [1, 2, 3]
    assert swept.as_json()["exact"] is True
    assert any(line.strip().startswith("best") for line in swept.lines())


def test_processes_give_the_same_answer() -> None:
    """Over processes, finished in any order, the answer is that of one process."""
    finished: list[None] = []
    alone = sweep(jobs("tutorial", 3))
    with mapped_over_processes(3) as over:
        spread = sweep(jobs("tutorial", 3), map=over, finished=lambda: finished.append(None))
    assert spread == alone
    assert len(finished) == 3


def started(command: list[str]) -> subprocess.Popen[bytes]:
    """A process of its own that says nothing."""
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler on loopback with two workers, each a process of its own."""
    port_file = tmp_path / "scheduler.json"
    place = ["--scheduler-file", str(port_file)]
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]
    running = [started([*scheduler, "--no-dashboard", *place])]
    try:
        for _ in range(600):
            if port_file.is_file() and port_file.stat().st_size:
                break
            time.sleep(0.1)
        for n in range(2):
            folder = ["--local-directory", str(tmp_path / f"worker-{n}"), "--host", "127.0.0.1"]
            running.append(started([*worker, *folder, *place]))
        yield str(json.loads(port_file.read_text(encoding="utf-8"))["address"])
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            try:
                process.wait(200)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.mark.long
@pytest.mark.filterwarnings("default")  # of the cluster's own libraries
def test_a_cluster_gives_the_same_answer(cluster: str) -> None:
    """Two workers on loopback, started as a user starts them, give the answer of one process."""
    import distributed

    dask: Any = distributed
    with dask.Client(cluster, timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        assert len(client.scheduler_info(n_workers=-1)["workers"]) == 2
    with mapped_over_cluster(cluster) as over:
        assert sweep(jobs("the-squeeze", 4), map=over) == sweep(jobs("the-squeeze", 4))


@pytest.mark.long
@pytest.mark.filterwarnings("default")
def test_the_command_uses_the_cluster(cluster: str) -> None:
    """`chasm balance --seeds N --cluster ADDRESS` prints what it prints without a cluster."""
    command = [sys.executable, "-m", "chasm_game", "balance", "tutorial", "--seeds", "3"]
    command += ["--story", str(small.ROOT / "story")]
    spread, alone = (
        subprocess.run([*command, *more], capture_output=True, text=True, check=True, timeout=200)
        for more in (["--cluster", cluster], [])
    )
    assert spread.stdout == alone.stdout


def test_without_dask_the_flag_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Dask is not installed `--cluster` names the extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ChasmError, match=r"pip install 'chasm-game\[cluster\]'"), mapped_over_cluster("tcp://x:1"):
        pass
