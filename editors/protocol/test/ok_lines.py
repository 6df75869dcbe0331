"""Prints a line a test, `ok NAME` or `not ok NAME: why`, and what went wrong in full beside it."""

import sys

import pytest

pytest.register_assert_rewrite("session")


def name(report):
    """The test's name as words: `test_findings[emacs@29]` is "findings, emacs@29"."""
    test, _, case = report.nodeid.rpartition("::")[2].removeprefix("test_").partition("[")
    return test.replace("_", " ") + (f", {case.removesuffix(']')}" if case else "")


def pytest_runtest_logreport(report):
    if report.failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        why = crash.message if crash else str(report.longrepr)
        print(report.longreprtext, file=sys.stderr, flush=True)
        print(f"not ok {name(report)}: {why.splitlines()[0]}", flush=True)
    elif report.when == "call":
        print(f"ok {name(report)}", flush=True)


def pytest_collectreport(report):
    if report.failed:
        print(report.longrepr, file=sys.stderr, flush=True)
        print(f"not ok {report.nodeid}: it cannot be read", flush=True)
