"""A desk served by a thread of this process while something is measured of it."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from viz.desk import make_desk
from viz.library import Library
from viz.protection import Access, allowed_hosts


@contextmanager
def served(library: Library, port: int) -> Generator[str]:
    """Serve a library on a port of this machine and give the address; both are closed afterwards."""
    desk = make_desk(library, Access(hosts=allowed_hosts("127.0.0.1", port)))
    server = uvicorn.Server(uvicorn.Config(desk, host="127.0.0.1", port=port, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
        library.close()
