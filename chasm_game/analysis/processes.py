"""Work that other processors of this machine do: the same function with the same answer, somewhere else."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

__all__ = ["found_beside", "mapped_over_processes", "processors"]

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


@contextmanager
def found_beside(function: Callable[[_Job], Iterable[_Answer]], job: _Job) -> Iterator[Iterator[_Answer]]:
    """What a function finds, one answer after another, found by another process meanwhile.

    Where there can be no such process, or it dies, the rest is found here. On leaving, it is ended at once, whatever it
    is doing: nobody who presses Ctrl+C waits for it.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    try:
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_find, args=(theirs, function, job), daemon=True)
        with _interrupts_held():
            process.start()
    except OSError:  # no more processes, or no more files
        yield iter(function(job))
        return
    theirs.close()  # so that the end of the process is the end of the pipe
    heard: SimpleQueue[tuple[_Answer] | bool] = SimpleQueue()
    # A pipe holds little: without somebody who listens, the process would wait with what it has found.
    listener = threading.Thread(target=_listen, args=(mine, heard), daemon=True)
    listener.start()
    try:
        yield _heard(heard, function, job)
    finally:
        # At once, also in the middle of a step: it holds nothing that would have to be put in order.
        process.kill()
        process.join()
        process.close()
        listener.join()
        mine.close()


def _find(pipe: Connection, function: Callable[[_Job], Iterable[_Answer]], job: _Job) -> None:
    _leave_interrupts_to_the_parent()
    for answer in function(job):
        # In a tuple, so that no answer can be taken for the end.
        pipe.send((answer,))
    # The end is said: a pipe that merely closes may also be that of a process that was killed.
    pipe.send(True)


def _listen(pipe: Connection, heard: SimpleQueue[tuple[_Answer] | bool]) -> None:
    try:
        while (said := pipe.recv()) is not True:
            heard.put(said)
    except (EOFError, OSError):
        heard.put(False)
    else:
        heard.put(True)


def _heard(
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
