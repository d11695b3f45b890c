section_tasks = What there is to do
section_verdict Our judgement
