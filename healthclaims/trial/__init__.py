"""A trial with two classes: one is taught first, one later, and both do both checks meanwhile.

Others use:

* report: `trial_report`
* effect: `effect`, `comparable_in`
"""
