"""Sheets as they come out of a CRM or a spreadsheet program, into tables of typed cells, without meaning."""
