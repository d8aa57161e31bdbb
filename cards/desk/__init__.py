"""The front desk: from wishes to orders, finished files, warnings, refusals and next steps.

Every front end (commands, packs, a page) comes here, and none of them checks or words anything that is here.
"""
