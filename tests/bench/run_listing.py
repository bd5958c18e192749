#!/usr/bin/env python3
"""Measures bench_listing against bench_limit and prints one JSON document.

Both list the same repository behind nginx and a proxy that adds a round-trip time, in alternating runs; the medians and
their ratio count. Ends with 1 where a listing was not complete or a number misses its mark. With --smoke: small
repositories and no marks for times, to see that everything works.
"""

import argparse
import contextlib
import json
import pathlib
import statistics
import subprocess
import sys

MAX_RATIO = 1.25
MAX_RSS_KIB = 300 * 1024
MAX_FIRST_ROWS_MS = 1000  # after the first page's own time


@contextlib.contextmanager
def replica(programs, tags, rtt, keepalive_requests=1_000_000):
    """The arguments that lead a bench to a fresh replica."""
    server = subprocess.Popen(
        [programs / "bench_replica", "--tags", str(tags), "--rtt", str(rtt),
         "--keepalive-requests", str(keepalive_requests)],
        stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        if not line:
            sys.exit("bench_replica did not start")
        place = json.loads(line)
        yield ["--registry", place["registry"], "--repository", place["repository"], "--ca-file", place["ca_file"]]
    finally:
        server.terminate()
        server.wait()


def run(program, arguments):
    outcome = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    print(program.name, outcome.stdout.strip(), outcome.stderr.strip(), file=sys.stderr, flush=True)
    if not outcome.stdout:
        sys.exit(f"{program.name} printed nothing")
    return json.loads(outcome.stdout)


def is_whole(report, tags):
    return report["failed"] == 0 and report["tags"] == tags and report["complete"] == tags


def compare(programs, tags, rtt, runs, http1):
    listings, limits = [], []
    with replica(programs, tags, rtt) as place:
        arguments = place + (["--http1"] if http1 else [])
        for _ in range(runs):
            limits.append(run(programs / "bench_limit", arguments))
            listings.append(run(programs / "bench_listing", arguments))
    limit = statistics.median(report["all_ms"] for report in limits)
    listing = statistics.median(report["all_ms"] for report in listings)
    return {
        "tags": tags, "rtt_ms": rtt, "runs": runs, "limit_ms": limit, "listing_ms": listing,
        "ratio": round(listing / limit, 3),
        "connections": max(report["connections"] for report in listings),
        "peak_rss_kib": max(report["peak_rss_kib"] for report in listings),
        "whole": all(is_whole(report, tags) for report in listings + limits),
    }


def goaway(programs, tags, rtt):
    with replica(programs, tags, rtt, keepalive_requests=50) as place:
        report = run(programs / "bench_listing", place)
    return {"rtt_ms": rtt, "whole": is_whole(report, tags), **report}


def large(programs, tags, rtt):
    with replica(programs, tags, rtt) as place:
        limit = run(programs / "bench_limit", place)
        report = run(programs / "bench_listing", place)
    return {"rtt_ms": rtt, "whole": is_whole(report, tags), "first_page_ms": limit["first_rows_ms"],
            "limit_ms": limit["all_ms"], **report}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path, help="folder with the benches, such as build/release/bin")
    parser.add_argument("--smoke", action="store_true", help="small and quick, times do not count")
    parser.add_argument("--runs", type=int, default=5, help="alternating runs of each bench (default: 5)")
    options = parser.parse_args()
    small, rtt, many, huge = (40, 10, 150, 2500) if options.smoke else (1000, 50, 10_000, 100_000)
    runs = 1 if options.smoke else options.runs

    result = {
        "http2": compare(options.programs, small, rtt, runs, http1=False),
        "http1": compare(options.programs, small, rtt, runs, http1=True),
        "goaway_without_delay": goaway(options.programs, many, 0),
        "goaway": goaway(options.programs, many, rtt),
        "large": large(options.programs, huge, rtt),
    }
    missed = [f"{name}: not complete" for name, part in result.items() if not part["whole"]]
    if not options.smoke:
        missed += [f"{name}: {result[name]['ratio']} times the limit" for name in ("http2", "http1")
                   if result[name]["ratio"] > MAX_RATIO]
        if result["large"]["first_rows_ms"] > result["large"]["first_page_ms"] + MAX_FIRST_ROWS_MS:
            missed.append(f"large: first rows after {result['large']['first_rows_ms']} ms")
        if result["large"]["peak_rss_kib"] > MAX_RSS_KIB:
            missed.append(f"large: {result['large']['peak_rss_kib']} KiB resident")
    print(json.dumps({**result, "missed": missed}, indent=2))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
