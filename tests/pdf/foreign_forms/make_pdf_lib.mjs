// An office's form as pdf-lib makes it (npm install pdf-lib@1.17.1): node make_pdf_lib.mjs urzad.pdf
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import fs from 'fs';

const document = await PDFDocument.create();
const page = document.addPage([595, 842]);
const font = await document.embedFont(StandardFonts.Helvetica);
page.drawText('Wniosek do urzedu', { x: 60, y: 780, size: 16, font });
const form = document.getForm();
const box = { borderWidth: 1, borderColor: rgb(0.2, 0.2, 0.2), backgroundColor: rgb(0.93, 0.97, 1) };
const text = (name, x, y, width, height) => {
  const field = form.createTextField(name);
  field.addToPage(page, { x, y, width, height, ...box });
  return field;
};
text('Pracodawca.Nazwa', 60, 720, 475, 22).enableRequired();
text('Pracodawca.NIP', 60, 680, 200, 22).setMaxLength(10);
form.getTextField('Pracodawca.NIP').enableCombing();
text('Stanowisko', 60, 640, 120, 22);
text('Uwagi', 60, 540, 475, 60).enableMultiline();
text('Data', 60, 500, 120, 22).enableRequired();
text('Numer urzedu', 300, 500, 120, 22).enableReadOnly();
const list = form.createDropdown('Wymiar');
list.addOptions(['pelny etat', 'pol etatu', 'inny']);
list.addToPage(page, { x: 60, y: 460, width: 120, height: 22, ...box });
const radio = form.createRadioGroup('Zgoda');
radio.addOptionToPage('TAK', page, { x: 60, y: 420, width: 16, height: 16 });
radio.addOptionToPage('NIE', page, { x: 120, y: 420, width: 16, height: 16 });
form.createCheckBox('Oswiadczenie').addToPage(page, { x: 60, y: 380, width: 16, height: 16 });
fs.writeFileSync(process.argv[2], await document.save());
