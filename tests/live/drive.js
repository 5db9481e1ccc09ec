// Drives pages in a real browser, one command a line on standard input, one answer a line on standard output.
// Usage: node drive.js CHROMIUM    (playwright-core and axe-core stand beside it in node_modules)
const fs = require("fs");
const readline = require("readline");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const LONG = 40000;              // ends what hangs; nothing is decided by it
const contexts = new Map(), pages = new Map(), told = new Map();

async function open(browser, { page: name, of, width = 390, height = 800, scheme = "light", script = true }) {
  // `of` is another page of the same device: it shares its cookies.
  const context = of ? contexts.get(of) : await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script, bypassCSP: false,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(LONG);
  told.set(name, []);
  page.on("console", (message) => told.get(name).push(message.text()));
  page.on("pageerror", (error) => told.get(name).push(String(error)));
  page.on("dialog", (dialog) => { told.get(name).push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  contexts.set(name, context);
  pages.set(name, page);
}

const DOES = {
  goto: async (page, { url }) => { await page.goto(url, { waitUntil: "domcontentloaded" }); },
  reload: async (page) => { await page.reload({ waitUntil: "domcontentloaded" }); },
  url: async (page) => page.url(),
  text: async (page, { at = "main" }) => (await page.locator(at).innerText()).replace(/\s+/g, " ").trim(),
  click: async (page, { at }) => { await page.locator(at).click(); },
  fill: async (page, { at, text }) => { await page.locator(at).fill(text); },
  type: async (page, { text }) => { await page.keyboard.type(text); },
  press: async (page, { key, times = 1 }) => { for (let n = 0; n < times; n += 1) await page.keyboard.press(key); },
  select: async (page, { at, value }) => { await page.locator(at).selectOption(value); },
  evaluate: async (page, { code }) => page.evaluate(code),
  wait: async (page, { code }) => {
    // Not `waitForFunction`: it needs `eval` in the page, which the page's policy forbids.
    for (const until = Date.now() + LONG; ;) {
      const holds = await page.evaluate(code).catch(() => false);      // a page that is just being loaded
      if (holds === true) return;
      if (Date.now() > until) throw new Error(`never so: ${code}; the page says ${await page.locator("main").innerText()}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  },
  block: async (page, { pattern }) => { await page.context().route(pattern, (route) => route.abort()); },
  unblock: async (page, { pattern }) => { await page.context().unroute(pattern); },
  offline: async (page, { off }) => { await page.context().setOffline(off); },
  console: async (page, { name }) => told.get(name),
  shot: async (page, { file }) => { await page.screenshot({ path: file, fullPage: true }); },
  close: async (page) => { await page.close(); },
  judge: async (page) => {
    // A context of its own for the judge: the page's policy lets nothing in, and is not loosened for it.
    const client = await page.context().newCDPSession(page);
    await client.send("Runtime.evaluate", { expression: AXE });
    const { result } = await client.send("Runtime.evaluate", {
      expression: "axe.run().then((f) => JSON.stringify(f.violations.map((v) => [v.id, v.impact, v.nodes[0].html.slice(0, 200)])))",
      awaitPromise: true,
    });
    return JSON.parse(result.value);
  },
  focused: async (page) => page.evaluate(() => {
    const at = document.activeElement;
    return at === document.body ? "" : at.id || at.textContent.trim();
  }),
};

(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[2], args: FLAGS });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const said = JSON.parse(line);
    let answer;
    try {
      if (said.do === "open") answer = { ok: await open(browser, said) ?? null };
      else answer = { ok: await DOES[said.do](pages.get(said.page), { ...said, name: said.page }) ?? null };
    } catch (error) { answer = { error: String(error) }; }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  await browser.close();
})();
