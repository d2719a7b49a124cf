// Prints each file's syntax tree as TypeScript's parser reads it: what it says, without its layout.
// node meaning.cjs FILE …
const fs = require("fs");
const ts = require(process.env.TYPESCRIPT ?? "/usr/share/nodejs/typescript");

const told = (node) => {
  const parts = [];
  node.forEachChild((child) => { parts.push(told(child)); });
  const text = ts.isSourceFile(node) ? "" : node.text;
  return [node.kind, node.operator ?? text ?? "", ...parts];
};

for (const file of process.argv.slice(2)) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2021, false, ts.ScriptKind.JS);
  if (source.parseDiagnostics.length) throw new Error(`${file}: ${source.parseDiagnostics[0].messageText}`);
  console.log(JSON.stringify(told(source)));
}
