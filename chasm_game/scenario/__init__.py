"""YAML in, `Scenario` out: reading, checking and finding scenarios and the rulebook."""
