"""Known faults in the content of the kit, each put into a copy, and the check that has to find it.

They change labels, tables, lessons and exercises by row, key or cell, and never quote code.
"""
