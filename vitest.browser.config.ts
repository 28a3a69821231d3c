import { defineConfig } from "vitest/config";

/** The report in a real browser; apart from `npm test`, for it needs Debian's Chromium and a rendered report. */
export default defineConfig({
  test: { include: ["test/browser/**/*.browser.ts"], pool: "threads", maxWorkers: 2, testTimeout: 300_000 },
});
