"""Every playthrough: what each decision was worth, what a scenario teaches, what history did."""
