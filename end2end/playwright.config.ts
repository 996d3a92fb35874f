import { execSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

const which = (...names: string[]) => {
  for (const name of names) {
    try {
      return execSync(`command -v ${name}`, { encoding: "utf8" }).trim();
    } catch {
      // The next name.
    }
  }
  throw new Error(`none of ${names.join(", ")} is installed`);
};

export default defineConfig({
  testDir: "tests",
  timeout: 90_000,
  // Two cores: the page under test needs one for its worker.
  workers: 1,
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      executablePath: which("chromium", "google-chrome"),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
