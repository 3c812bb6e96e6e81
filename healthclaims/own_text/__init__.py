"""Bring a text: paste it, split it, label it, give reasons, keep it, make a quiz for a friend."""
