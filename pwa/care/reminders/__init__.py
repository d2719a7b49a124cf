"""Reminders: who is due, when, by which channel, and that each day has one at most.

`when` hours and quiet hours · `wishes` what patient and clinic have chosen · `channels` how a
patient is reached · `turn` whose turn it is today · `day` the one row of a patient's day ·
`later` "remind me later" · `calendar` the file that needs no server · `report` what staff see.
"""
