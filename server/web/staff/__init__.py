"""The pages of the staff: the summary, its files, attendance, the ledger."""
