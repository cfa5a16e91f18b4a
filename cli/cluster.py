"""Reading spread over a Dask cluster: files go out in shards, records come back, each file's once.

The bytes of a file travel with it, so that no folder needs to be shared. A worker that dies has its shards read by
another one; what no worker could read is read on this machine. On a worker, too, each file is read in a confined
process of its own.
"""

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cli.readers import Fault, Job, read_all
from cli.reading import reader_version
from cli.sources import Found

_FILES, _BYTES = 8, 4 << 20  # of one shard: some seconds of work
_AHEAD = 4  # shards that wait for each thread of the cluster, so that no worker is idle and memory stays bounded
_CONNECT = "10s"
_DEATHS = 3  # workers that may die over one shard before it is read here


class ClusterError(OSError):
    """The cluster cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that one worker reads, with their bytes."""

    jobs: tuple[Job, ...]
    files: tuple[bytes, ...]
    version: str


Records = list[bytes | Fault]


def read_on_cluster(jobs: Sequence[Job], address: str, workers: int) -> Iterator[tuple[Found, bytes | Fault]]:
    """Yield the record of each file, or a fault, as they come from the workers of a Dask scheduler.

    Raise `ClusterError` where there is none, or where it goes away; what came before is not lost.
    """
    if not jobs:
        return
    dask = _dask()
    with _client(dask, address) as client:
        waiting = iter(_shards(jobs))
        room = max(1, sum(client.nthreads().values())) * _AHEAD
        busy = {_submit(client, shard): shard for shard in islice(waiting, room)}
        coming = dask.as_completed(busy, loop=client.loop, raise_errors=False)
        for future in coming:
            shard = busy.pop(future)
            records = _records(future, workers, shard)
            if (more := next(waiting, None)) is not None:
                further = _submit(client, more)
                busy[further] = more
                coming.add(further)
            yield from zip((job.found for job in shard), records, strict=True)
        if busy or next(waiting, None) is not None:
            raise _gone()


def read_shard(shard: Shard) -> Records:
    """Read the files of a shard, on a worker; raise `ClusterError` where the worker would read otherwise."""
    if shard.version != reader_version():
        raise ClusterError(
            "máy đọc chạy một bản Triển khai khác; hãy cài cùng một bản ở mọi máy / "
            "a worker has another version of the program; install the same one on every machine"
        )
    if multiprocessing.current_process().daemon:
        raise ClusterError(
            "hãy khởi động máy đọc với DASK_DISTRIBUTED__WORKER__DAEMON=False / "
            "start the workers with DASK_DISTRIBUTED__WORKER__DAEMON=False"
        )
    with TemporaryDirectory(prefix="trienkhai-") as folder:
        there = [_put(Path(folder) / str(at), *each) for at, each in enumerate(_pairs(shard))]
        told = {found.path: record for found, record in read_all(there, 1)}
    return [told[job.found.path] for job in there]


def _pairs(shard: Shard) -> Iterator[tuple[Job, bytes]]:
    return zip(shard.jobs, shard.files, strict=True)


def _put(folder: Path, job: Job, content: bytes) -> Job:
    folder.mkdir()
    path = folder / job.found.path.name
    path.write_bytes(content)
    return replace(job, found=replace(job.found, path=path))


def _shards(jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
    """Yield the jobs some at a time: few, and not many bytes."""
    shard: list[Job] = []
    size = 0
    for job in jobs:
        shard.append(job)
        size += job.found.path.stat().st_size if job.found.path.exists() else 0
        if len(shard) == _FILES or size >= _BYTES:
            yield tuple(shard)
            shard, size = [], 0
    if shard:
        yield tuple(shard)


def _submit(client: Any, jobs: tuple[Job, ...]) -> Any:
    files = tuple(job.found.path.read_bytes() if job.found.path.exists() else b"" for job in jobs)
    return client.submit(read_shard, Shard(jobs, files, reader_version()), pure=False, retries=_DEATHS)


def _records(future: Any, workers: int, jobs: tuple[Job, ...]) -> Sequence[bytes | Fault]:
    """Return what a worker made of a shard; read it here where worker after worker died over it."""
    if future.status == "finished":
        return future.result()
    if future.status in {"cancelled", "lost"}:
        raise _gone()
    error = future.exception()
    if isinstance(error, ClusterError):
        raise error
    told: Mapping[str, bytes | Fault] = {found.key: record for found, record in read_all(jobs, workers)}
    return [told[job.found.key] for job in jobs]


def _client(dask: Any, address: str) -> Any:
    try:
        return dask.Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"không kết nối được / there is no Dask scheduler at {address}: {error}") from None


def _dask() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError:
        raise ClusterError(
            "cần cài thêm: pip install 'trienkhai[cluster]' / --scheduler needs: pip install 'trienkhai[cluster]'"
        ) from None


def _gone() -> ClusterError:
    return ClusterError(
        "bộ điều phối không còn; những gì đã đọc được giữ lại, hãy dựng lại / "
        "the scheduler has gone away; what was read is kept, build again"
    )
