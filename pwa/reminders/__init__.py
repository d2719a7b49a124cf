"""The reminders' door: jobs that look whose turn it is, and send by push or by e-mail.

`worker` runs them · `jobs` what they do · `deliver` one reminder · `push`, `mail` the channels.
"""
