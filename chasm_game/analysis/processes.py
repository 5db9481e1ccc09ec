"""Work that other processors of this machine do: the same function with the same answer, somewhere else."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

__all__ = ["Beside", "found_beside", "mapped_over_processes", "processors"]

_Job = TypeVar("_Job")
_Answer = TypeVar("_Answer")


def processors() -> int:
    """How many this machine lets us use, 1 or more."""
    from os import cpu_count

    return cpu_count() or 1


@contextmanager
def mapped_over_processes(
    jobs: int,
) -> Iterator[Callable[[Callable[[_Job], _Answer], Sequence[_Job]], Iterable[_Answer]]]:
    """A `map` over the processors of this machine; on Ctrl+C what has not begun is dropped."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    workers = max(1, min(jobs, processors()))
    # Spawned and not forked: a fork copies locks of threads that are not there to open them again.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)

    def over(function: Callable[[_Job], _Answer], jobs: Sequence[_Job]) -> Iterable[_Answer]:
        with _interrupts_held():
            return pool.map(function, jobs)

    try:
        yield over
    finally:
        pool.shutdown(cancel_futures=True)


class Beside(Generic[_Answer]):
    """What another process finds, one answer after another; `waits` says whether the next one is there already."""

    def __init__(self, answers: Iterator[_Answer], heard: SimpleQueue[tuple[_Answer] | bool]) -> None:
        self._answers, self._heard = answers, heard

    def __iter__(self) -> Iterator[_Answer]:
        """The answers that nobody has taken yet."""
        return self

    def __next__(self) -> _Answer:
        """The next one, as soon as it is found."""
        return next(self._answers)

    @property
    def waits(self) -> bool:
        """Whether the next answer, or the end of them, is known without waiting."""
        return not self._heard.empty()


@contextmanager
def found_beside(function: Callable[[_Job], Iterable[_Answer]], job: _Job) -> Iterator[Beside[_Answer]]:
    """What a function finds, one answer after another, found by another process meanwhile.

    Where there can be no such process, or it dies, the rest is found here. On leaving, it is ended at once, whatever it
    is doing: nobody who presses Ctrl+C waits for it.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    heard: SimpleQueue[tuple[_Answer] | bool] = SimpleQueue()
    try:
        mine, theirs = context.Pipe()
        process = context.Process(target=_find, args=(theirs, function), daemon=True)
        with _interrupts_held():
            process.start()
    except OSError:  # no more processes, or no more files
        yield Beside(iter(function(job)), heard)
        return
    theirs.close()  # so that the end of the process is the end of the pipe
    # A pipe holds little: without somebody who listens, the process would wait with what it has found.
    talker = threading.Thread(target=_talk, args=(mine, job, heard), daemon=True)
    talker.start()
    try:
        yield Beside(_found(heard, function, job), heard)
    finally:
        # At once, also in the middle of a step: it holds nothing that would have to be put in order.
        process.kill()
        process.join()
        process.close()
        talker.join()
        mine.close()


def _find(pipe: Connection, function: Callable[[_Job], Iterable[_Answer]]) -> None:
    _leave_interrupts_to_the_parent()
    for answer in function(pipe.recv()):
        # In a tuple, so that no answer can be taken for the end.
        pipe.send((answer,))
    # The end is said: a pipe that merely closes may also be that of a process that was killed.
    pipe.send(True)


def _talk(pipe: Connection, job: _Job, heard: SimpleQueue[tuple[_Answer] | bool]) -> None:
    try:
        # Here, and not with the start of the process: a start waits until a large job is read, which takes as long as
        # the interpreter does to start, and for ever where it dies before.
        pipe.send(job)
        while (said := pipe.recv()) is not True:
            heard.put(said)
    except (EOFError, OSError):
        heard.put(False)
    else:
        heard.put(True)


def _found(
    heard: SimpleQueue[tuple[_Answer] | bool], function: Callable[[_Job], Iterable[_Answer]], job: _Job
) -> Iterator[_Answer]:
    count = 0
    while isinstance(said := heard.get(), tuple):
        count += 1
        yield said[0]
    if not said:  # the process died
        yield from islice(function(job), count, None)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that are started in here do not mind Ctrl+C, not even while they start."""
    # Python sets signal handlers in the main thread alone.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
