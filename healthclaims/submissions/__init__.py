"""What an instructor downloaded, as hand-ins: folders and zips, and whose they are.

Everything is read within limits, for it is untrusted.
"""
