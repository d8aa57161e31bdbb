"""What is in a PDF, as plain values."""
