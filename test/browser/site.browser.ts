import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

const reports = process.env.REPORTS ?? fileURLToPath(new URL("../../reports", import.meta.url));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const pages = existsSync(join(reports, "pages"))
  ? [
      "index.html",
      ...readdirSync(join(reports, "pages"))
        .filter((name) => name.endsWith(".html"))
        .map((name) => `pages/${name}`),
    ]
  : [];

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
});
afterAll(() => browser?.close());

/** A tab without a network, and what it asked for and complained about. */
async function tabWith(options: BrowserContextOptions): Promise<{ readonly tab: Page; readonly wrong: string[] }> {
  const context = await browser.newContext({ offline: true, ...options });
  const tab = await context.newPage();
  const wrong: string[] = [];
  tab.on("console", (message) => wrong.push(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  tab.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  tab.on("request", (request) => {
    if (!request.url().startsWith("file:")) wrong.push(`request: ${request.url()}`);
  });
  return { tab, wrong };
}

const open = (tab: Page, page: string) => tab.goto(pathToFileURL(join(reports, page)).href);

it("finds a rendered report: run `mechproof report` first", () => {
  expect(pages.length).toBeGreaterThan(1);
});

it("every page opens from disk, asks for nothing, complains of nothing, and scrolls in one direction, narrow and wide, light and dark", async () => {
  const wide: string[] = [];
  const complaints: string[] = [];
  // Two tabs share the work of two cores; a page is laid out anew for each size without being opened again.
  const halves = [0, 1].map((half) => pages.filter((_, i) => i % 2 === half));
  await Promise.all(
    halves.map(async (half) => {
      const { tab, wrong } = await tabWith({ viewport: { width: 1280, height: 900 } });
      for (const page of half) {
        await open(tab, page);
        await tab.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        for (const [width, colorScheme] of [
          [1280, "light"],
          [360, "dark"],
        ] as const) {
          await tab.emulateMedia({ colorScheme });
          await tab.setViewportSize({ width, height: 900 });
          const across = await tab.evaluate(() => document.documentElement.scrollWidth);
          if (across > width) wide.push(`${page} at ${width}: ${across}`);
        }
      }
      complaints.push(...wrong);
      await tab.context().close();
    }),
  );
  expect(wide).toEqual([]);
  expect(complaints).toEqual([]);
});

it("the keyboard reaches every link, fold and scrolling box, and one sees where it is", async () => {
  const { tab } = await tabWith({ viewport: { width: 1280, height: 900 } });
  for (const page of [pages[0]!, ...pages.filter((_, i) => i % 100 === 7)]) {
    await open(tab, page);
    const expected = await tab.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("a[href], button, summary, [tabindex='0']")].filter(
          (element) => element.checkVisibility() && element.getClientRects().length > 0,
        ).length,
    );
    const reached = new Set<string>();
    for (let presses = 0; presses < expected + 2; presses++) {
      await tab.keyboard.press("Tab");
      const at = await tab.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return undefined;
        const all = [...document.querySelectorAll("*")];
        const { outlineStyle } = getComputedStyle(element);
        return { place: `${all.indexOf(element)}`, seen: outlineStyle !== "none" };
      });
      if (at === undefined) break;
      expect(at.seen).toBe(true);
      reached.add(at.place);
    }
    expect(reached.size).toBe(expected);
  }
  await tab.context().close();
});

it("prints in black on white, without what only a screen needs", async () => {
  const { tab } = await tabWith({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
  await open(tab, pages.find((page) => page.includes("lemma-5.1"))!);
  await tab.emulateMedia({ media: "print" });
  const { color, trail } = await tab.evaluate(() => ({
    color: getComputedStyle(document.body).color,
    trail: getComputedStyle(document.querySelector(".trail")!).display,
  }));
  expect([color, trail]).toEqual(["rgb(0, 0, 0)", "none"]);
  expect((await tab.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
  await tab.context().close();
});
