"""The front desk: turns wishes into orders, finished files, warnings, refusals and next steps.

Every front end (commands, packs, a page) uses it, and none of them repeats its checks or its wording.
"""
