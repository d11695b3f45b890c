# One message of the theme in the words of this site.
section_verdict = Our judgement
