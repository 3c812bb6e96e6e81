"""Tests that drive a real JupyterLab with a real Chromium, and what they share."""
