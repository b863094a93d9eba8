"""A form with every kind of question, and answers that try it: Polish and Western letters, quotes, long texts."""

from __future__ import annotations

from schematom_docs.fields import Answers, Choice, FormField
from schematom_docs.pdf.form_making import FormFace

LETTERS = "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ „cytat” – — § naïve café Müller Ærøskøbing ß ñ å ç ě"
LONG = "\n".join(f"{number}. {LETTERS}." for number in range(1, 61))
FACE = FormFace("wzor", "Formularz wzorcowy", notes=["Wypełniony formularz odeślij do urzędu."])
SHARES = (Choice("1/2", "pół etatu"), Choice("1", "pełny etat"))
TRADES = tuple(Choice(f"b{number}", f"Branża {number} – żółć") for number in range(1, 9))
SUPPORT = (Choice("staz", "staż"), Choice("szkolenie zawodowe", "szkolenie zawodowe"), Choice("ę", "inna: ęśąż"))
COLUMNS = (
    FormField("nazwisko", "Nazwisko i imię", "tekst", required=True),
    FormField("pesel", "PESEL", "pesel"),
    FormField("od", "Od kiedy", "data"),
    FormField("etat", "Etat", "wybor", choices=SHARES),
)
FIELDS = (
    FormField("firma.nazwa", "Nazwa firmy", "tekst", section="Firma", required=True, hint="Pełna nazwa"),
    FormField("firma", "Firma w sprawie", "odwolanie", section="Firma", collection="instytucje"),
    FormField("firma.nip", "NIP", "nip", section="Firma"),
    FormField("firma.regon", "REGON", "regon", section="Firma"),
    FormField("firma.krs", "KRS", "krs", section="Firma"),
    FormField("firma.nrb", "Rachunek", "nrb", section="Firma"),
    FormField("firma.kod", "Kod pocztowy", "kod_pocztowy", section="Firma"),
    FormField("firma.telefon", "Telefon", "telefon", section="Firma"),
    FormField("firma.email", "E-mail", "email", section="Firma"),
    FormField("firma.ade", "Adres do e-Doręczeń", "ade", section="Firma"),
    FormField("osoba.pesel", "PESEL", "pesel", section="Osoba", privacy="osobowe"),
    FormField("osoba.dowod", "Dowód osobisty", "dowod", section="Osoba", privacy="osobowe"),
    FormField("osoba.teryt", "TERYT gminy", "teryt", section="Osoba"),
    FormField("liczba", "Liczba osób", "liczba", section="Praca", required=True),
    FormField("kwota", "Wynagrodzenie", "kwota", section="Praca"),
    FormField("procent", "Dofinansowanie", "procent", section="Praca"),
    FormField("okres", "Okres pracy", "okres", section="Praca", required=True),
    FormField("data", "Data złożenia", "data", section="Praca", required=True),
    FormField("wymiar", "Wymiar", "wybor", section="Praca", choices=SHARES, required=True),
    FormField("branza", "Branża", "wybor", section="Praca", choices=TRADES),
    FormField("zgoda", "Czy firma zgadza się na kontakt?", "tak_nie", section="Zgody", required=True),
    FormField("wsparcie", "Formy wsparcia", "wiele_z", section="Zgody", choices=SUPPORT),
    FormField("opis", "Opis stanowiska", "dlugi_tekst", section="Opis", condition="zgoda = tak"),
    FormField("zadania", "Zadania", "lista_tekstow", section="Opis"),
    FormField("osoby", "Zatrudniani", "tabela", section="Opis", columns=COLUMNS),
)
ANSWERS = Answers(
    "dp01",
    {
        "firma.nazwa": "Piekarnia „Pod Żurawiem” – Ślęza & Córki",
        "firma": "piekarnia",
        "firma.nip": "7771234567",
        "firma.regon": "631472124",
        "firma.krs": "0000123456",
        "firma.nrb": "44102000030000000012345678",
        "firma.kod": "62-020",
        "firma.telefon": "600 100 200",
        "firma.email": "biuro@example.pl",
        "firma.ade": "AE:PL-12345-67890-ABCDE-12",
        "osoba.pesel": "02270812345",
        "osoba.dowod": "ABC123456",
        "osoba.teryt": "3021163",
        "liczba": "2",
        "kwota": "40821.90",
        "procent": "37.5",
        "okres": "2017-01-02 – 2017-06-30",
        "data": "2016-12-12",
        "wymiar": "1/2",
        "branza": "b3",
        "zgoda": "nie",
        "wsparcie": ["szkolenie zawodowe", "ę"],
        "opis": LONG,
        "zadania": ["wypiek chleba", LETTERS, "sprzątanie"],
        "osoby": [
            {"nazwisko": "Świątek-Źrebię Łucja", "pesel": "02270812345", "od": "2017-01-02", "etat": "1"},
            {"nazwisko": "Żądło Ćwirko", "etat": "1/2"},
        ],
    },
)
BRIEF = {path: answer for path, answer in ANSWERS.by_path.items() if path != "opis"} | {"opis": LETTERS}
"""The answers without the long text."""
