"""Capital and small letters of Vietnamese, to stand in a character class.

Ranges as `À-Ỹ` will not do: from U+1EA0 on Unicode lists capital and small letters by turns.
"""

import unicodedata

_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "A-Z" + "".join(letter for letter in _LATIN if unicodedata.category(letter) == "Lu")
LOWER = "a-z" + "".join(letter for letter in _LATIN if unicodedata.category(letter) == "Ll")
