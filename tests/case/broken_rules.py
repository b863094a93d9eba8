"""Parts of a case that contradict each other: the change, and the path, reason and remedy of its one fault."""

from __future__ import annotations

NBSP = "\u00a0"

BROKEN_RULES = {
    "sum that does not add up": (
        ("kwota: 316641", "kwota: 316640"),
        "projekt.budzet",
        f"suma części (724{NBSP}859,00{NBSP}zł) nie zgadza się z kwotą razem (724{NBSP}860,00{NBSP}zł): "
        f"1,00{NBSP}zł mniej.",
        "Popraw kwotę jednej z części albo kwotę razem.",
    ),
    "basket over the family's limit": (
        ("ilosc: 5,", "ilosc: 13,"),
        "kontrakty.k01.koszyk",
        f"koszyk kosztuje 1{NBSP}025,00{NBSP}zł i przekracza limit rodziny 1{NBSP}000,00{NBSP}zł o 25,00{NBSP}zł.",
        "Zmniejsz ilości albo popraw rodziny.r01.limit_wsparcia.",
    ),
    "date outside the project's period": (
        ("data: 2015-07-20, opiekun", "data: 2015-10-20, opiekun"),
        "kontrakty.k02.data",
        f"data 20{NBSP}października{NBSP}2015{NBSP}r. jest poza okresem projektu "
        f"(od 1{NBSP}kwietnia{NBSP}2015{NBSP}r. do 30{NBSP}września{NBSP}2015{NBSP}r.).",
        "Popraw tę datę albo projekt.okres.",
    ),
    "period that ends before it starts": (
        ("okres: {od: 2015-07-23, do: 2015-07-24}", "okres: {od: 2015-07-23, do: 2015-07-22}"),
        "wizyty.w02.okres",
        "okres kończy się, zanim się zacznie.",
        "Zamień „od” i „do” albo popraw rok.",
    ),
    "one member too many in a team": (
        ("dokladnie: 3", "dokladnie: 2"),
        "zespoly.mgi.czlonkowie",
        "na liście jest 3 członków, a zespół liczy dokładnie 2.",
        "Usuń z listy 1.",
    ),
    "reference to nobody": (
        ("rodzina: r02, pup: pup", "rodzina: r03, pup: pup"),
        "kontrakty.k02.rodzina",
        "nie ma takiej rodziny.",
        "Czy chodzi o „r02”?",
    ),
    "person who is not in the family": (
        ("osoba: o2, tresc", "osoba: o7, tresc"),
        "kontrakty.k01.zobowiazania.2.osoba",
        "w tej rodzinie nie ma takiej osoby.",
        "Możliwe: o1, o2, o3, o4.",
    ),
    "child who represents the family": (
        ('pesel: "13323077198", rola: dziecko', 'pesel: "13323077198", rola: dziecko, reprezentuje: tak'),
        "rodziny.r01.czlonkowie.o3.reprezentuje",
        f"rodzinę reprezentuje osoba niepełnoletnia w dniu kontraktu (14{NBSP}maja{NBSP}2015{NBSP}r.).",
        "Reprezentują tylko dorośli: usuń to pole.",
    ),
    "nobody represents the family": (
        ('pesel: "90011522240", rola: rodzic, reprezentuje: tak', 'pesel: "90011522240", rola: rodzic'),
        "rodziny.r02.czlonkowie",
        "rodziny nikt pełnoletni nie reprezentuje, a ma kontrakt „k02”.",
        "Dopisz „reprezentuje: tak” dorosłemu",
    ),
    "commitment of a child": (
        ("osoba: o2, tresc", "osoba: o3, tresc"),
        "kontrakty.k01.zobowiazania.2.osoba",
        "zobowiązanie przypisano osobie niepełnoletniej.",
        "Wskaż dorosłego z rodziny.",
    ),
    "threshold rounded down": (
        ("prog_liczba: 8", "prog_liczba: 7"),
        "wskazniki.spoleczny.prog_liczba",
        "próg 60% z 12 to co najmniej 8, a wpisano 7.",
        "Wpisz 8 albo usuń pole",
    ),
    "contract number used twice": (
        ("numer: 2/2015, rodzina: r02", "numer: 1/2015, rodzina: r02"),
        "kontrakty.k02.numer",
        "„1/2015” ma już pozycja kontrakty.k01.",
        "każdy numer wolno użyć raz",
    ),
    "labour office of another kind": (
        ("rodzina: r02, pup: pup", "rodzina: r02, pup: pcpr"),
        "kontrakty.k02.pup",
        "„pcpr” to instytucja rodzaju „pcpr”.",
        "Wskaż instytucję rodzaju: pup.",
    ),
    "NIP of another body": (
        ("rodzaj: szkola}", "rodzaj: szkola, nip: 7771234567}"),
        "instytucje.szkola.nip",
        "ten sam NIP ma już „pcpr”.",
        "Wpisz NIP tej jednostki, a nie jej organu prowadzącego.",
    ),
    "name written instead of a key": (
        ("osoba: o2, tresc", "osoba: Karol Próbny, tresc"),
        "kontrakty.k01.zobowiazania.2.osoba",
        "tu powinien stać klucz osoby, bez spacji.",
        "Wpisz np. rodziny.r01.o1 albo uczestnicy.u03.",
    ),
    "approved form under an unknown case": (
        ("{biernik: Jana Wzorcowego}", "{biernk: Jana Wzorcowego}"),
        "odmiany.***.biernk",
        "nieznane pole „biernk”.",
        "Czy chodzi o „biernik”?",
    ),
    "approved nominative other than the heading": (
        ("{biernik: Jana Wzorcowego}", "{mianownik: Jan Wzór}"),
        "odmiany.***.mianownik",
        "zatwierdzony mianownik różni się od hasła wpisu.",
        "Popraw hasło albo usuń mianownik.",
    ),
    "undeclined name with forms": (
        ("{biernik: Jana Wzorcowego}", "{nieodmienne: tak, biernik: Jana Wzorcowego}"),
        "odmiany.***.nieodmienne",
        "wpis mówi „nieodmienne: tak”, a podaje formy przypadków.",
        "Zostaw jedno z dwojga.",
    ),
    "child born after the project": (
        ("data_urodzenia: 1997-05-15", "data_urodzenia: 2016-05-15"),
        "rodziny.r01.czlonkowie.o4.data_urodzenia",
        "data urodzenia jest późniejsza niż koniec projektu.",
        "Sprawdź rok urodzenia.",
    ),
    "nothing of a service": (
        ("ilosc: 5,", "ilosc: 0,"),
        "kontrakty.k01.koszyk.1.ilosc",
        "ilość wynosi zero.",
        "Wpisz ilość albo usuń pozycję.",
    ),
    "counts later than the notice": (
        ("stan_na: 2015-06-30", "stan_na: 2015-07-01"),
        "informacje.i01.stan_na",
        "dzień, na który liczone są liczby, jest po dacie informacji.",
        "Popraw jedną z dat.",
    ),
    "notice before the project": (
        ("numer: 1, data: 2015-06-30, stan_na: 2015-06-30", "numer: 1, data: 2015-03-31"),
        "informacje.i01.data",
        f"data 31{NBSP}marca{NBSP}2015{NBSP}r. jest przed początkiem projektu",
        "Popraw tę datę albo projekt.okres.",
    ),
    "stage that does not exist": (
        ("etapy: [2]", "etapy: [4]"),
        "rodziny.r02.etapy.1",
        "nie ma takiego etapu w projekt.etapy.",
        "Popraw numer albo dopisz etap.",
    ),
    "product that details none": (
        ("uszczegolawia: lpiw", "uszczegolawia: lpwi"),
        "projekt.produkty.2.uszczegolawia",
        "nie ma produktu „lpwi”.",
        "Czy chodzi o „lpiw”?",
    ),
    "gap in the series of notices": (
        ("numer: 2, data: 2015-07-31", "numer: 4, data: 2015-07-31"),
        "informacje.i02.numer",
        "po informacji nr 1 jest nr 4 – w serii jest luka.",
        "Dopisz informację nr 2 albo popraw numer.",
    ),
    "months that are not those of the period": (
        ("miesiecy: 6", "miesiecy: 5"),
        "deklaracje_pracodawcow.dp01.miesiecy",
        "okres obejmuje pełnych miesięcy: 6, a wpisano 5.",
        "Popraw liczbę albo okres.",
    ),
    "diploma without its recipient": (
        ("wariant: rodzina, rodzina: r01", "wariant: instytucja, rodzina: r01, instytucja: pup"),
        "dyplomy.d02.rodzina",
        "wariant „instytucja” nie ma pola „rodzina”.",
        "Usuń je albo zmień wariant.",
    ),
    "opinion before the programme": (
        ("data_opinii: 2015-05-04", "data_opinii: 2015-04-26"),
        "kontrakty.k01.program.data_opinii",
        f"data 26{NBSP}kwietnia{NBSP}2015{NBSP}r. jest wcześniejsza niż „program.data”",
        "Kolejność to: diagnoza, program, opinia PZKW, kontrakt.",
    ),
    "review outside the contract": (
        ("oceny: [2015-07-15]", "oceny: [2015-05-13]"),
        "kontrakty.k01.oceny.1",
        f"data 13{NBSP}maja{NBSP}2015{NBSP}r. jest poza okresem kontraktu",
        "Popraw tę datę albo okres kontraktu.",
    ),
    "unknown module": (
        ("modul: sport_i_kultura", "modul: sprot i kultura"),
        "katalog_uslug.basen.modul",
        "nie ma modułu „sprot i kultura”.",
        "Czy chodzi o „sport_i_kultura”?",
    ),
    "unknown programme": (
        ("program: po_kl", "program: pokl"),
        "projekt.program",
        "nie ma takiego programu finansującego.",
        "Czy chodzi o „po_kl”?",
    ),
    "key that gives a person away": (
        ("  u01: {imie: Irena", "  dojrzala: {imie: Irena"),
        "uczestnicy.***",
        "klucz zdradza dane osobowe, a stanie się nazwą pliku.",
        "Zmień go na numer, np. r01, o1, u01.",
    ),
    "key that Windows reserves": (
        ("konferencja: {nazwa", "con: {nazwa"),
        "wydarzenia.con",
        "klucz „con” jest zastrzeżony w systemie Windows.",
        "Wybierz inny klucz.",
    ),
    "answer no question asks for": (
        ("wspolne: {uwagi: wspólna uwaga}", "wspolne: {uwaga: wspólna uwaga}"),
        "dokumenty.kontrakt_probny.wspolne.uwaga",
        "formularz nie ma pytania „uwaga”.",
        "Czy chodzi o „uwagi”?",
    ),
    "answers to an unknown document type": (
        ("  kontrakt_probny:\n    wspolne", "  kontrakt_prubny:\n    wspolne"),
        "dokumenty.kontrakt_prubny",
        "nie ma typu dokumentu „kontrakt_prubny”.",
        "Czy chodzi o „kontrakt_probny”?",
    ),
    "answers about an unknown subject": (
        ("k02: {uwagi: własna uwaga", "k09: {uwagi: własna uwaga"),
        "dokumenty.kontrakt_probny.dla.k09",
        "nie ma pozycji „k09”.",
        "Czy chodzi o",
    ),
    "partner twice in an agreement": (
        ("strony: [pcpr, szkola]", "strony: [pcpr, pcpr]"),
        "porozumienia.p02.strony.2",
        "strona „pcpr” jest drugi raz.",
        "Usuń powtórzenie.",
    ),
}
