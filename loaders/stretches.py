"""A stretch of a text as names are looked for in it: folded, on one line, with the letters as they are written."""

from dataclasses import dataclass

from loaders.name_words import COMPOUND, MARKED_STOP, NOUN_AFTER_ALL, STOP
from loaders.text import Text


def flat_text(text: Text, start: int, end: int) -> str:
    """Return folded text with every white space a plain space, offsets unchanged."""
    return text.flat[start:end]


def is_marked_stop(text: Text, at: int) -> bool:
    return MARKED_STOP.match(text.restored, at) is not None


def opens_duty(text: Text, at: int) -> bool:
    """Say whether a sentence that starts here starts with the verb of a duty."""
    words = text.restored[at : at + 40].lower()
    return STOP.match(flat_text(text, at, at + 40)) is not None or MARKED_STOP.match(words) is not None


def stopped(text: Text, flat: str, at: int, start: int) -> bool:
    """Say whether a duty begins at an offset of `flat`, which starts at `start` of the text.

    Verbs have no capital inside: "Cổ phần Công trình" holds no "phân công".
    """
    found = STOP.match(flat, at)
    printed = text.restored[start + at : start + found.end()] if found else ""
    is_stop = found is not None and (printed[:1].isupper() or _small(printed))
    return is_stop or is_marked_stop(text, start + at)


def _small(printed: str) -> bool:
    """Say whether the later words of a verb begin in small letters."""
    return not any(word[:1].isupper() for word in printed.split()[1:])


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of a text; offsets count in `flat`, which begins at `start` of the restored text."""

    text: Text
    start: int
    flat: str

    def starts_capital(self, at: int) -> bool:
        return self.text.restored[self.start + at : self.start + at + 1].isupper()

    def written(self, start: int, end: int) -> str:
        return self.text.restored[self.start + start : self.start + end]

    def stops(self, at: int) -> bool:
        """Say whether a name ends here because a duty begins."""
        is_noun = NOUN_AFTER_ALL.match(self.flat, at) is not None or self._is_second_part(at)
        return not is_noun and stopped(self.text, self.flat, at, self.start)

    def is_cut(self, end: int) -> bool:
        """Say whether the word that ends here is the first half of a verb: "phường đoàn" of "đoàn kết"."""
        verb = MARKED_STOP.match(self.text.restored, self.start + self.flat.rfind(" ", 0, end) + 1)
        return verb is not None and verb.end() > self.start + end

    def is_verb(self, at: int, head: int) -> bool:
        """Say whether a head that ends here is half of a verb, with its marks: "Bảo quản", not "Báo Hà Châu"."""
        written = self.written(at, at + 24)
        verb = MARKED_STOP.match(written[:1].lower() + written[1:])
        return verb is not None and at + verb.end() > head

    def _is_second_part(self, at: int) -> bool:
        """Say whether a word goes on with the one before it: "Công trình" holds no "trình"."""
        before = self.flat.rfind(" ", 0, max(0, at - 1)) + 1
        found = COMPOUND.match(self.flat, before)
        return found is not None and found.end() > at


def stretch_of(text: Text, start: int, end: int) -> Stretch:
    return Stretch(text, start, flat_text(text, start, end))
