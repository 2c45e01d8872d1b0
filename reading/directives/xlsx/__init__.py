"""An Excel workbook → blocks of each sheet that is shown, with dates as days and figures as they are formatted."""

from reading.directives.xlsx.workbook import read_xlsx

__all__ = ["read_xlsx"]
