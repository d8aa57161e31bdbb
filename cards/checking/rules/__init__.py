"""What may be wrong with a PDF, judged by what was seen in it."""
