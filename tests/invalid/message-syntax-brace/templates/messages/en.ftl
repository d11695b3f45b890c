section_verdict = Our { $judgement
