"""Commands for those who maintain the kit: refresh, exercises, reports on its own data."""
