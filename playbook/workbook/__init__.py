"""The money case as a workbook with live formulas, for the buyer's controller. Nothing of the placement comes in here."""
