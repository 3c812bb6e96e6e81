"""What every widget shares: base class, printed copy, text route, outbox, figures.

It knows no single feature.
"""
