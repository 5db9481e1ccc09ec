// Opens pages in a real browser and tells what it saw, as JSON on standard output.
// Usage: node browse.js CHROMIUM FILE...    (playwright-core and axe-core stand beside it in node_modules)
const fs = require("fs");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const LOOKS = [
  { name: "desktop in light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "telephone in dark", viewport: { width: 375, height: 800 }, colorScheme: "dark" },
];

async function look(browser, file, { name, ...context }) {
  const own = await browser.newContext({ ...context, offline: true });
  const page = await own.newPage();
  const seen = { file, look: name, requests: [], console: [], dialogs: 0 };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("dialog", (dialog) => { seen.dialogs += 1; dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href);
  seen.title = await page.title();
  await page.emulateMedia({ media: "print" });
  seen.printed_unopened = await page.locator("section:visible").evaluateAll((all) => all.map((s) => s.id));
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => {  // whatever folds is opened by a click, as a reader would: all of it is looked at
    for (const summary of document.querySelectorAll("summary")) if (!summary.parentElement.open) summary.click();
  });
  seen.folded = await page.locator("details:not([open])").count();
  seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  seen.first_stop = await page.keyboard.press("Tab").then(() => page.evaluate(() => document.activeElement.className));
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run());
  seen.findings = found.violations.map((v) => ({
    id: v.id, impact: v.impact, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)),
  }));
  seen.passes = found.passes.map((p) => p.id);
  await page.emulateMedia({ media: "print" });
  seen.print_background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  if (context.colorScheme === "dark") {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    seen.pdf_pages = (pdf.match(/\/Type\s*\/Page\b/g) || []).length;
    const [, width, height] = (pdf.match(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/) || []).map(Number);
    seen.pdf_size = Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2 ? "A4" : `${width} x ${height}`;
  }
  await own.close();
  return seen;
}

(async () => {
  const [executablePath, ...files] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const told = [];
  for (const file of files) for (const as of LOOKS) told.push(await look(browser, file, as));
  await browser.close();
  console.log(JSON.stringify(told));
})();
