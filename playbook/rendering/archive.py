"""The archive variant of a PDF: PDF/A-3a, to be kept for decades, and PDF/UA-1, for every reader, in one file.

WeasyPrint writes one of the two; what the other asks for is added to the finished objects, just before they are written.
"""

from __future__ import annotations

import re
from typing import Any

VARIANT = "pdf/a-3a"
_ENDS_BADLY = b"\r\nendstream"
ATTEMPTS = 8
"""How often a file may be written anew; one in ten needs a second time."""

# PDF/A allows only properties that are declared, and the identification of PDF/UA is none of the predefined ones. The
# prefixes are prescribed (ISO 19005-3, 6.6.2.3), but for that of RDF, which is taken over from the packet.
_IDENTIFICATION = """
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(pdf: Any, attempt: int) -> None:
    """Make a PDF/A-3a of WeasyPrint's a PDF/UA-1 as well.

    Args:
        pdf: its objects, before they are written.
        attempt: how often this was tried before; each time the file differs a little.
    """
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet = metadata.stream[0]
    prefix = re.search(rb"<(\w+):RDF", packet)[1]  # type: ignore[index] # there is always one
    end = b"</" + prefix + b":RDF>"
    added = _IDENTIFICATION.encode().replace(b"rdf:", prefix + b":")
    metadata.stream[0] = packet.replace(end, added + end)
    metadata.compress = False  # an archive must be able to find what a file is without unpacking it
    for one in pdf.objects:
        if getattr(one, "compress", False) and _ENDS_BADLY in one.data:
            one.compress = False
    for _ in range(attempt):
        pdf.add_object(type(pdf.catalog)({}))


def is_sound(data: bytes) -> bool:
    """Tell whether the length of every stream can be read in one way only.

    A stream whose last byte is a carriage return looks one byte shorter than it is, for a line feed follows it.
    """
    return _ENDS_BADLY not in data
