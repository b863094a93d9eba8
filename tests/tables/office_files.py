"""Files like those of real offices, full of faults: a list of families as a workbook, one as CSV. Everybody is made up.

Their faults, one a row, stand in expected/NAME.bledy.txt by the number of the row, the preview in expected/NAME.txt.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

HEADERS = ["Lp.", "Nazwisko rodziny", "Nazwisko i imię", "Nr PESEL", "Data ur.", "Rola w rodzinie", "Gmina",
           "Kod poczt.", "Miejscowosc", "Tel. kontaktowy", "Podpisuje w imieniu rodz.", "Uwagi"]  # fmt: skip


_ROWS = """\
1;Nowak;Nowak Anna;84030762484;7.03.1984;matka;Swarzędz;62-020;Swarzędz;600 100 200;tak;
2;;Nowak Jan;81111951377;19 listopada 1981 r.;ojciec;Swarzędz;62-020;Swarzędz;;x;
3;Wzorek;Wzorek Olga;5260203349;;córka;Swarzędz;62-020;Swarzędz;;;
4;Wzorek;Oskar Wzorek;79112310576;23.11.1979;ojciec;Swarzędz;62-020;Swarzędz;;tak;
5;Wzorek;Wzorek Ida;;14/5/15;córka;Swarzędz;62-020;Swarzędz;;;

6;Próbna;Próbna Ewa;84030741256;;matka;Swarzędz;62-020;Swarzędz;;tak;
7;Próbna;Próbna Iga;;=DATE(2005,6,2);córka;Swarzędz;62-020;Swarzędz;;;
8;Próbna;Próbna Zofia;#N/A;2.06.2005;córka;Swarzędz;62-020;Swarzędz;;;
9;Modelska;Modelska Ewa;84030741265;;matka;Swarzędz;62-020;Swarzędz;;tak;
10;Modelska;Modelska Ola;84030741265;;córka;Swarzędz;62-020;Swarzędz;;;
11;Maskowska;Maskowska Ewa;85051512346;;matka;Pruszków;5800;Pruszków;;tak;
Gmina Swarzędz
12;Ukryta;Ukryta Ewa;86010112342;;matka;Swarzędz;62-020;Swarzędz;;tak;
13;Seryjna;Seryjna Ewa;;31000;matka;Swarzędz;62-020;Swarzędz;;tak;
14;Kodowa;Kodowa Ewa;;3.04.1986;matka;Pruszków;5800;Pruszków;;tak;
15;Kodowa;Kodowy Jan;;3.05.1985;kuzyn;Pruszków;05-800;Pruszków;;;
16;Nova;Nowal Anna;;7.03.1984;matka;Swarzędz;62-020;Swarzędz;;tak;
17;r02;Kowalska Maria;83081536246;;matka;Swarzędz;62-020;Swarzędz;;;
18;Płciowa;Płciowa Anna;79112310590;;matka;Mosina;62-050;Mosina;;tak;
19;Mała;Mała Lena;13323077181;;córka;Mosina;62-050;Mosina;;tak;
20;Bezimienna;Bezimienna;;1.02.1980;matka;Mosina;62-050;Mosina;;tak;
21;Scalona;Scalona Ewa;;1.02.1980;matka;Mosina 62-050;;Mosina;;tak;
22;Wykładnicza;Wykładnicza Ewa;8,40E+10;;matka;Mosina;62-050;Mosina;;tak;
23;Wójcik;Wójcik Beata;;4.05.1991;matka;Swarzędz;62-020;Swarzędz;;tak;
24;Lutowa;Lutowa Ewa;;30.02.1980;matka;Mosina;62-050;Mosina;;tak;
25;Obca;Obca Ewa;;1.02.1981;matka;Mosina;62-050;Mosina;;tak;;ADHD
NAGŁÓWEK
26;Mailowa;Mailowa Ewa;;1.02.1982;matka;Mosina;62-050;Mosina;ewa@example.pl;tak;
Razem;26
"""


def messy_workbook(path: Path) -> Path:
    """Write the workbook of expected/lista-rodzin.bledy.txt and return its path."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lista 2015"
    sheet["A1"] = "Lista rodzin zakwalifikowanych do projektu – stan na dzień 14.05.2015 r."
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:L1")
    for column, text in enumerate(HEADERS, 1):
        sheet.cell(3, column, text)
    for number, row in enumerate(_ROWS.replace("NAGŁÓWEK", ";".join(HEADERS)).splitlines(), 4):
        for column, text in enumerate(row.split(";"), 1):
            sheet.cell(number, column, text or None)
    sheet["E4"] = date(1984, 3, 7)
    sheet["D6"], sheet["H15"], sheet["E18"] = 5260203349, 5800, 31000  # what Excel makes of typed digits
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("A16:L16")
    sheet.merge_cells("G26:H26")
    sheet["D12"].data_type = "e"
    sheet["H15"].number_format = "00\\-000"
    sheet.row_dimensions[17].hidden = True
    archive = book.create_sheet("Archiwum 2014")
    archive.append(["Nazwisko", "Imię"])
    archive.append(["Dawna", "Ewa"])
    archive.sheet_state = "hidden"
    notes = book.create_sheet("Notatki")
    notes.append(["Zadzwonić do GOPS"])
    book.save(path)
    return path


_CSV = """\
LISTA RODZIN – II TURA;;;;;;;;;
Rodzina*;Imie i nazwisko*;PESEL;Data urodzenia;Gmina;Rola w rodzinie*;Podpisuje w imieniu rodziny;Telefon;Ulica;Miasto
Żółw;Grażyna Żółw;;14.05.1980;Mosina;matka;tak;61 123 45 67;Źródlana;Mosina
;Zbigniew Żółw;;5.06.1979;;ojciec;TAK;;;
Świąder;Łucja Świąder;;1983-01-09 00:00:00;Mosina;matka;T;;Dębowa;Mosina
;Józef Świąder;;5 VI 1985;;ojciec;;;;
;Jan Świąder;;05/06/2008;;syn;;;;
;Ewa Świąder;;2010;;córka;;;;
Ćwik;Ewa Ćwik;840307 41265;;Mosina;matka;tak;;;
;Adam Ćwik;7911231O576;;;ojciec;;;;
;Olga Ćwik;05260203349;2.07.2005;;córka;;;;
;Iga Ćwik;;3.03.2009;Luboń;córka;;;;
Żółw;Maja Żółw;;4.04.2012;Mosina;córka;;;;
Źrebak;Ewa Źrebak;;6.06.1986;Mosina;matka;tak;;"ul. ""Krótka""; boczna";Mosina
Śliwa;ŚLIWA Anna;;7.07.1987;Mosina;matka;tak;;;
;Piotr Śliwa;;8.08.1988;;ojciec;?;;;
;Zuzanna Śliwa;;9.09.2019;;córka;;;;
;Marek Śliwa;;1.01.1981;;inny;;6112345;;
;Róża Śliwa;;2.02.2011;;córka;;;;
;Róża Śliwa;;2.02.2011;;córka;;;;
---;---;---;---;---;---;---;---;---;
Ogółem;18;;;;;;;;
"""


def messy_csv(path: Path, encoding: str = "cp1250") -> Path:
    """Write the CSV of expected/druga-tura.bledy.txt and return its path."""
    path.write_bytes(_CSV.replace("\n", "\r\n").encode(encoding))
    return path
