"""Tables of comma-separated values, as spreadsheets write and read them."""
