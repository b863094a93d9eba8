"""Benchmarks: ours against peers in one run, as ratios. `make bench` prints a table and writes output/bench.json."""
