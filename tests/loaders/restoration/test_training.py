"""The models of the package are what the shared data, our texts and the registers of this very version give."""

from pathlib import Path

import pytest

from benchmarks.restoration.train import PACKAGE, train_channel, train_language

LARGEST = 5_000_000  # bytes of both together


@pytest.mark.soak
def test_the_models_are_made_of_what_is_there_now(shared: Path) -> None:
    data = shared / "data"
    assert (PACKAGE / "channel.model").read_bytes() == train_channel(data / "ocr_pairs")
    assert (PACKAGE / "language.model").read_bytes() == train_language(data / "lm" / "corpus.txt.xz")


def test_the_models_are_small() -> None:
    assert sum(path.stat().st_size for path in PACKAGE.glob("*.model")) <= LARGEST
