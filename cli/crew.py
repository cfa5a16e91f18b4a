"""Who reads: processes of this machine, or the workers of a cluster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cli.cluster import read_on_cluster
from cli.readers import Fault, Job, read_all
from cli.sources import Found


@dataclass(frozen=True, slots=True)
class Crew:
    """So many processes here, or a Dask scheduler's workers where it has an address."""

    workers: int = 1
    scheduler: str | None = None

    def read(self, jobs: Sequence[Job]) -> Iterator[tuple[Found, bytes | Fault]]:
        """Yield the record of each file, or a fault, as they come."""
        if self.scheduler is None:
            return read_all(jobs, self.workers)
        return read_on_cluster(jobs, self.scheduler, self.workers)
