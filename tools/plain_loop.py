"""The other side of `make bench`: bare WeasyPrint in a process of its own, each document by itself, nothing shared.

Reads JSON lines `[html, css]`, answers each with the CPU seconds that the PDF took.
"""

from __future__ import annotations

import json
import sys
import time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

for line in sys.stdin:
    html, css = json.loads(line)
    begin = time.process_time()
    fonts = FontConfiguration()  # without one of its own, a style sheet brings no fonts
    sheet = weasyprint.CSS(string=css, font_config=fonts)
    weasyprint.HTML(string=html).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    print(time.process_time() - begin, flush=True)
