// Fills blank.pdf with pdf-lib (npm install pdf-lib@1.17.1): node fill_pdf_lib.mjs blank.pdf answers.json pdf_lib.pdf
import { PDFDocument, PDFHexString, PDFTextField, PDFCheckBox, PDFRadioGroup, PDFDropdown } from 'pdf-lib';
import fs from 'fs';

const [blank, answers, target] = process.argv.slice(2);
const document = await PDFDocument.load(fs.readFileSync(blank));
const form = document.getForm();
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(answers, 'utf8')))) {
  const field = form.getField(name);
  if (field instanceof PDFTextField) field.acroField.setValue(PDFHexString.fromText(value));
  else if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFRadioGroup) field.select(value);
  else if (field instanceof PDFDropdown) {
    // pdf-lib knows an option by its label alone and writes the label as the value
    const option = field.acroField.getOptions().find((each) => each.value.decodeText() === value);
    field.acroField.setValues([PDFHexString.fromText((option.display || option.value).decodeText())]);
  }
}
fs.writeFileSync(target, await document.save({ updateFieldAppearances: false }));
