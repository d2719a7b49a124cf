"""A request as a case: open, called, booked, treated, scores after; or closed with a reason.

The rules open and close a request (see `request`). What staff do about it is the case: who is at
it, when something must be done, what was tried, and what it led to.
"""
