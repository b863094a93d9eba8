"""Bad values: what is changed in the small case, and the path, reason and remedy of its one fault."""

from __future__ import annotations

BAD_VALUES = {
    "text with a comma inside braces": (
        ("tresc: szukania pracy}", "tresc: szukania pracy, także za granicą}"),
        "kontrakty.k01.zobowiazania.2.***",
        "tu stoi tekst zamiast nazwy pola.",
        "Przecinek w nawiasach { } oddziela pola: tekst, który ma przecinek, weź w cudzysłów.",
    ),
    "comma inside braces": (
        ('koszt_jednostkowy: "700"', "koszt_jednostkowy: 700,50"),
        "katalog_uslug.kurs.50",
        "nieznane pole „50”.",
        "Przecinek w nawiasach { } oddziela pola: wpisz liczbę w cudzysłowie",
    ),
    "missing field": (
        ("  skrot: PCPR\n    rodzaj: pcpr\n".replace("  skrot", "    skrot"), "    skrot: PCPR\n"),
        "instytucje.pcpr.rodzaj",
        "brak pola „rodzaj” (rodzaj instytucji).",
        "Dopisz je: „rodzaj: …”.",
    ),
    "unknown key": (
        ("numer: 1/2015\n    rodzina", "numer: 1/2015\n    miejscowośc: Próbna\n    rodzina"),
        "kontrakty.k01.miejscowośc",
        "nieznane pole „miejscowośc”.",
        "Czy chodzi o „miejscowosc”?",
    ),
    "wrong type": (
        ("koszt_jednostkowy: 25.00", "koszt_jednostkowy: dwadzieścia"),
        "katalog_uslug.basen.koszt_jednostkowy",
        "to nie jest kwota.",
        "Zapisz kwotę tak: 724860,00 albo 724 860,00.",
    ),
    "list instead of a group": (
        ("koordynator: {imie: Olga, nazwisko: Testowa, plec: k, funkcja: Koordynator}", "koordynator: [Olga]"),
        "osoby.koordynator",
        "tu powinien stać zestaw pól „klucz: wartość”.",
        "Wpisz pola w kolejnych, wciętych wierszach.",
    ),
    "choice that does not exist": (
        ("rodzaj: szkola}", "rodzaj: liceum}"),
        "instytucje.szkola.rodzaj",
        "takiej wartości nie ma na liście.",
        "Wpisz jedną z: pup, pcpr, ops",
    ),
    "choice in capital letters": (
        ("rodzaj: szkola}", "rodzaj: SZKOŁA}"),
        "instytucje.szkola.rodzaj",
        "takiej wartości nie ma na liście.",
        "Czy chodzi o „szkola”? Wpisz jedną z: pup, pcpr,",
    ),
    "day that does not exist": (
        ("data_urodzenia: 23.11.1979", "data_urodzenia: 31.11.1979"),
        "rodziny.r01.czlonkowie.o2.data_urodzenia",
        "nie ma takiego dnia w kalendarzu.",
        "Sprawdź dzień, miesiąc i rok.",
    ),
    "PESEL without its zero": (
        ('pesel: "05260203349"', "pesel: 5260203349"),
        "uczestnicy.u01.pesel",
        "PESEL ma 10 cyfr – Excel zgubił zero?",
        "Wpisz 11 cyfr, z zerem na początku.",
    ),
    "PESEL with a wrong check digit": (
        ("84030741265", "84030741266"),
        "rodziny.r01.czlonkowie.o1.pesel",
        "PESEL *********66 ma złą cyfrę kontrolną.",
        "sprawdź, czy nie zamieniono sąsiednich cyfr",
    ),
    "PESEL of another day than typed": (
        ("23.11.1979", "24.11.1979"),
        "rodziny.r01.czlonkowie.o2.pesel",
        "PESEL *********76 ma inną datę urodzenia niż pole „data_urodzenia”.",
        "może to PESEL innej osoby",
    ),
    "PESEL of the other sex": (
        ("nazwisko: Próbna, plec: k, pesel", "nazwisko: Próbna, plec: m, pesel"),
        "rodziny.r01.czlonkowie.o1.pesel",
        "PESEL *********65 jest numerem kobiety, a w polu „plec” jest „m”.",
        "Popraw płeć albo PESEL",
    ),
    "two families with the same PESEL": (
        ("90011522240", "84030741265"),
        "rodziny.r02.czlonkowie.o1.pesel",
        "PESEL *********65 jest już w rodziny.r01.czlonkowie.o1.pesel – ta sama osoba w dwóch rodzinach albo pomyłka.",
        "Zostaw osobę w jednym miejscu albo popraw numer.",
    ),
    "first name of the other sex": (
        ('Irena, nazwisko: Dojrzała, pesel: "05260203349"', 'Tomasz, nazwisko: Dojrzała, pesel: "05260203349"'),
        "uczestnicy.u01.imie",
        "imię jest imieniem mężczyzny, a PESEL mówi co innego.",
        "dopisz „plec_potwierdzona: tak”",
    ),
    "sex unknown": (
        ('Irena, nazwisko: Dojrzała, pesel: "05260203349"', "Nieznane, nazwisko: Dojrzała"),
        "uczestnicy.u01.plec",
        "brak pola „plec”, a nie wskazuje jej też PESEL ani imię.",
        "Dopisz „plec: k” albo „plec: m”.",
    ),
    "NIP with a wrong check digit": (
        ("777-123-45-67", "777-123-45-68"),
        "instytucje.pcpr.nip",
        "NIP ********68 ma złą cyfrę kontrolną.",
        "Przepisz go z wpisu w rejestrze.",
    ),
    "post code without its dash": (
        ("kod: 61-001", "kod: 61001"),
        "instytucje.pcpr.adres.kod",
        "kod pocztowy nie ma kreski.",
        "Wpisz 61-001.",
    ),
}
