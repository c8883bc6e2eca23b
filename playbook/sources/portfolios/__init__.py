"""Sheets of accounts into profiles: what each column becomes, and each row with every problem at its cell."""
