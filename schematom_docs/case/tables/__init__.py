"""Tables of offices: XLSX and CSV read tolerantly, workbooks of forms written."""
