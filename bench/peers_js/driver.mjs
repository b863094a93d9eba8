// One JSON job a line on stdin: {peer, template, data, times}; answers {ms, bytes} – milliseconds of one document.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { TemplateHandler } from "easy-template-x";

const handler = new TemplateHandler();

const peers = {
  docxtemplater: (source, data) => {
    const document = new Docxtemplater(new PizZip(source), {
      delimiters: { start: "{", end: "}" },
      paragraphLoop: true,
    });
    document.render(data);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  "easy-template-x": (source, data) => handler.process(source, data),
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const { peer, template, data, times } = JSON.parse(line);
    const source = readFileSync(template);
    let last = null;
    const start = process.hrtime.bigint();
    for (let i = 0; i < times; i++) last = await peers[peer](source, data);
    const ms = Number(process.hrtime.bigint() - start) / 1e6 / times;
    console.log(JSON.stringify({ ms, bytes: last.length }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
