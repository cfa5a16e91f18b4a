"""How documents name each other, and what a mention tells about the one that is named."""

import random
from dataclasses import dataclass, field

from bodies import Body
from drawing import chance
from naming import surface
from records import Citation, Plan
from wording import day_words, kind_called, themes, upper_first


def issuer_words(rng: random.Random, plan: Plan, reader: Plan) -> str:
    """Write who issued `plan`, as a document like `reader` would."""
    body: Body = plan.issuer
    words = surface(rng, body, reader.unit.area)
    if body.branch == "party" and plan.level != "central" and chance(rng, 0.4):
        return f"Ban Thường vụ {words}"
    return words


def kind_words(plan: Plan) -> str:
    """Write the kind of a document with its capital."""
    return upper_first(kind_called(plan.code))


@dataclass(slots=True, kw_only=True)
class Citations:
    """The citations of one document being written; facts add up over its mentions."""

    reader: Plan
    found: dict[str, Citation] = field(default_factory=dict[str, Citation])
    relations: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    short: dict[str, str] = field(default_factory=dict[str, str])
    issuers: dict[str, str] = field(default_factory=dict[str, str])

    def note(self, plan: Plan, relation: str) -> Citation | None:
        """Note that the document names `plan`; a document does not cite itself, nor one without a symbol."""
        if plan.symbol is None or plan is self.reader:
            return None
        if plan.symbol == self.reader.symbol and plan.issuer is self.reader.issuer:
            return None
        made = Citation(symbol=plan.symbol, type=kind_called(plan.code), relation=relation)
        known = self.found.setdefault(plan.symbol, made)
        if known.relation == "cites":
            known.relation = relation
        return known

    def full(self, rng: random.Random, plan: Plan, relation: str) -> str:
        """Name a document with symbol, date and issuer."""
        citation = self.note(plan, relation)
        issuer = self.issuers.setdefault(plan.id, issuer_words(rng, plan, self.reader))
        if citation:
            citation.issued = citation.issued or plan.issued.isoformat()
            citation.issuer = citation.issuer or issuer
        form = rng.choice(
            (
                "{} số {} ngày {} của {}",
                "{} số {} ngày {} của {}",
                "{} số {}, ngày {} của {}",
                "{} số {}, ngày {}, của {}",
            )
        )
        return form.format(kind_words(plan), self.printed(rng, plan), day_words(rng, plan.issued), issuer)

    def printed(self, rng: random.Random, plan: Plan) -> str:
        """Print a symbol; now and then with blanks round its hyphen, as typists do."""
        symbol = plan.symbol or ""
        return symbol.replace("-", " - ", 1) if chance(rng, 0.02) else symbol

    def brief(self, rng: random.Random, plan: Plan, relation: str = "cites") -> str:
        """Name a document by symbol alone, or by the short name that was given to it."""
        self.note(plan, relation)
        if plan.symbol in self.short and chance(rng, 0.6):
            return self.short[plan.symbol]
        return f"{kind_words(plan)} số {plan.symbol}"

    def nested(self, rng: random.Random, plan: Plan) -> str:
        """Name what a document carries out and what that one carries out in turn."""
        words = self.full(rng, plan, "implements")
        above = next((one for one in plan.parents if one.symbol), None)
        if above is None or chance(rng, 0.45):
            return f"{words} về {themes()[plan.theme]['topic']}"
        self.relations.add((plan.symbol or "", "implements", above.symbol or ""))
        verb = rng.choice(("thực hiện", "về thực hiện", "triển khai thực hiện", "về việc triển khai thực hiện"))
        # what stands in the other's title is that one's to carry out; a bare verb takes up the sentence's own
        relation = "implements" if verb == "thực hiện" else "cites"
        if chance(rng, 0.5):
            self.note(above, relation)
            return f"{words} {verb} {kind_words(above)} số {above.symbol}"
        return f"{words} {verb} {self.full(rng, above, relation)} về {themes()[above.theme]['topic']}"

    def abbreviate(self, rng: random.Random, plan: Plan) -> str:
        """Give a cited document a short name in brackets, where its number is unlike the others'."""
        if plan.symbol is None or plan.symbol in self.short:
            return ""
        number = plan.symbol.split("/")[0].split("-")[0]
        name = rng.choice(
            (
                f"{kind_words(plan)} số {number}",
                f"{kind_words(plan)} {number}",
                f"{kind_words(plan)} {plan.symbol}",
            )
        )
        if name in self.short.values():
            return ""
        self.short[plan.symbol] = name
        return rng.choice((" (sau đây gọi tắt là {})", " (gọi tắt là {})", " (sau đây viết tắt là {})")).format(name)
