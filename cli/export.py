"""Not there yet."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Say that the command is not there yet."""
    raise SystemExit("chưa có / not there yet")
