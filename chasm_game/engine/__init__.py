"""Scenario and decisions in, states and ledger out: the model of docs/model.md, written once, over lanes."""
