"""Forms built from acts: a form needs code only for its layout.

    form = ActForm(around, ChangeAddress, given={"organization": identity}, prefill={...})
    form.saved.connect(...)                    # the `ChangeSet` of the act that was done

Labels, help and refusals come from ``resources/texts``; the widgets follow from the types
of the fields (`plan.py`). What is typed is checked while typing, kept as a draft every two
seconds in the encrypted store, and offered again after a crash.
"""
