"""What every widget shares: base class, printed copy, text route, outbox, figures with their tables.

It knows no single feature.
"""
