"""What `daybrief ledger` reports of a day: `records` says what that is, `report` fills it in, `text` prints it."""
