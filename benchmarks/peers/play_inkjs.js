// Play the game in inkjs: `FOLDER compile` writes ink.json, `FOLDER check` prints the scores of the sequences,
// `FOLDER SECONDS` prints random whole games a second. inkjs is looked for in FOLDER/node_modules.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [folder, wanted] = process.argv.slice(2);
const installed = createRequire(path.join(path.resolve(folder), "here.js"));
const compiled = path.join(folder, "ink.json");
const WARM_UP = 0.5;

if (wanted === "compile") {
  const { Compiler } = installed("inkjs/full");
  fs.writeFileSync(compiled, new Compiler(fs.readFileSync(path.join(folder, "game.ink"), "utf8")).Compile().ToJson());
  process.exit(0);
}

const { Story } = installed("inkjs");
const story = new Story(fs.readFileSync(compiled, "utf8"));

function play(pick) {
  story.ResetState();
  for (let index = 0; ; index++) {
    while (story.canContinue) story.Continue();
    const choices = story.currentChoices.length;
    if (choices === 0) return story.variablesState.$("score");
    story.ChooseChoiceIndex(pick(choices, index));
  }
}

if (wanted === "check") {
  const sequences = JSON.parse(fs.readFileSync(path.join(folder, "sequences.json"), "utf8"));
  console.log(JSON.stringify(sequences.map((sequence) => play((_, index) => sequence[index]))));
} else {
  let rate = 0;
  for (const seconds of [WARM_UP, Number(wanted)]) {
    let games = 0;
    let spent = 0;
    const began = performance.now();
    while ((spent = (performance.now() - began) / 1000) < seconds) {
      play((choices) => Math.floor(Math.random() * choices));
      games++;
    }
    rate = games / spent;
  }
  console.log(rate);
}
