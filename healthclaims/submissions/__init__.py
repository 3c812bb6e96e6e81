"""What an instructor downloaded, as hand-ins: folders and zips, read within limits, and whose they are."""
