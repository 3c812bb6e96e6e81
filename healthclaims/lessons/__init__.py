"""The object that notebooks see, and the pages that only lessons have."""
