"""What a student is given, answers and hands in, and the copy of the kit for students."""
