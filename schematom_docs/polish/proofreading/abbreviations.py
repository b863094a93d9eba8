"""Abbreviations and ordinals: with and without a dot, a space after it, no endings glued to numerals."""

from __future__ import annotations

from schematom_docs.polish.proofreading.passage import Rule, all_of, by_pattern

_ENDINGS = (
    r"(?:gim|gi|giego|go|ego|emu|szy|szym|wszy|wszym|ty|tym|ym|im|ci|cim|ciu|mu|tego|ta|tej|ga|giej|sza|szej|cie|cia|"
    r"ciej)"
)
_ADJECTIVES = r"(?:osobow|godzinn|dniow|miesięczn|tygodniow|stronicow|stronn|procentow|etapow|minutow|hektarow|pokojow)"

RULES = (
    Rule(
        "skrot-bez-kropki",
        "Zbędna kropka po skrócie",
        "po skrótach kończących się ostatnią literą wyrazu (nr, pkt, zł, dr, mgr) nie stawia się kropki",
        all_of(
            by_pattern(r"\b([Nn]r)\. ?(?=\d|[A-Z\[_…])", r"\1 ", holds="r."),
            by_pattern(r"\b(pkt)\. ?(?=\d)", r"\1 ", holds="pkt."),
            by_pattern(r"(?<=\d) (zł|gr)\.(?= ?[a-ząćęłńóśźż(,;])", r" \1"),
        ),
    ),
    Rule(
        "skrot-z-kropka",
        "Brak kropki po skrócie",
        "po tym skrócie stawia się kropkę, także przed innym znakiem",
        all_of(
            by_pattern(r"(?<![\w.])((?:np|itp|itd|tzw|tzn|tj))(?: ?:|(?![\w.@]))", r"\1."),
            by_pattern(r"\b(m\.in)(?![\w.])", r"\1.", holds="m.in"),
            by_pattern(r"\b(ust|art|poz|lit|ul|godz)(?= \d)", r"\1."),
        ),
    ),
    Rule(
        "skrot-zapis",
        "Zapis skrótu",
        "ten skrót pisze się inaczej",
        all_of(
            by_pattern(r"\b([Mm])\. (in\.)", r"\1.\2", holds="in."),
            by_pattern(r"\bt\. ?j\.(?! Dz)", "tj.", holds="j."),
            by_pattern(r"\bw/w\b", "ww.", holds="w/w"),
            by_pattern(r"\bd/s\b", "ds.", holds="d/s"),
            by_pattern(r"\b(tj|np|tzn|m\.in)\.(?: ?[:;,])", r"\1."),
        ),
    ),
    Rule(
        "spacja-po-skrocie",
        "Brak spacji po skrócie",
        "po kropce skrótu stawia się spację",
        by_pattern(
            r"(?<![\w.@/])((?:min|max|maks|ok|ul|al|art|ust|poz|lit|str|tel|godz|św|im|wg|tj|np|tzw)\.)"
            r"(?=[\dA-ZŁŚŻa-ząćęłńóśźż])(?![a-z]+\.[a-z])",
            r"\1 ",
        ),
    ),
    Rule(
        "rok",
        "Skrót „r.” bez spacji",
        "między rokiem a skrótem „r.” stoi spacja",
        by_pattern(r"\b((?:19|20)\d\d)r\b\.?", r"\1 r.", holds="r"),
    ),
    Rule(
        "podwojna-kropka",
        "Podwójna kropka",
        "skrót na końcu zdania nie dostaje drugiej kropki",
        by_pattern(r"(?<=[a-ząćęłńóśźżA-ZŁŚŻ\d)”])\.\.(?!\.)", ".", holds=".."),
    ),
    Rule(
        "liczebnik-rzymski",
        "Końcówka po liczbie porządkowej",
        "do liczby porządkowej nie dopisuje się końcówki",
        all_of(
            by_pattern(rf"\b([IVX]+)-{_ENDINGS}\b", r"\1"),
            by_pattern(r"\b([IVX]{1,4}) (?:gim|giego|szym|wszym|cim|tym|gi|ci|szy|giej|szej|cie|cia|ciej)\b", r"\1"),
            by_pattern(r"\b(\d{1,2}) ?- ?(?:ego|go|tego|szego|giego)\b(?= \w+(?:a|ego)\b)", r"\1"),
            by_pattern(rf"\b(\d{{1,3}})-{_ENDINGS}\b", r"\1."),
        ),
    ),
    Rule(
        "przymiotnik-z-liczba",
        "Przymiotnik z liczbą",
        "przymiotnik zaczynający się od liczby pisze się z łącznikiem bez spacji",
        all_of(
            by_pattern(rf"\b(\d+)(?: | - |- | -|)({_ADJECTIVES}\w+)", r"\1-\2"),
            by_pattern(r"\b(\d+)(?: | - |- | -|)(letni\w*)\b(?! (?:wyjazd|obóz|wypoczyn|półkoloni|kolon))", r"\1-\2"),
        ),
    ),
)
