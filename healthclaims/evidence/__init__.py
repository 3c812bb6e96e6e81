"""The record of studies, to be browsed, drawn and held against a claim."""
