"""What happens when something arrives, from whichever door.

Functions take a session first, do everything in it and never commit: the door commits once, before
it answers.
"""
