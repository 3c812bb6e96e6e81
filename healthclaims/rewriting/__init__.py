"""Rewriting: a claim to be written anew, and a check of the words."""
