"""Across reports: which of them tell the same, how many sources that is, where they disagree.

A record is asked without the network that read it. What is compared is kept in the record, and a
new report is compared with its neighbourhood alone; see `update`.
"""
