"""The organisation's own Word template: a program written by a stranger, run where it can do no harm.

    Summary ─▶ context.of ─▶ plain data ┐
    template, a .docx file with tags ───┴▶ sandbox.render ─▶ a child process: package ─▶ tags ─▶ engine ─▶ .docx

`sandbox` starts the child and reads what it made; everything that looks into the template (`package`, `tags`,
`engine`) runs in the child alone, under limits that the kernel keeps.
"""
