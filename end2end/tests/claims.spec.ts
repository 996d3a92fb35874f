import { expect, test } from "./house";

test("the ledger measures every claim, each as recorded, and it can be stopped", async ({ quiet, site }) => {
  test.setTimeout(400_000);
  await quiet.goto(`${site}claims/`);
  await quiet.waitForSelector("html[data-alive]");
  const bar = quiet.locator(".claims-bar");
  const all = await quiet.locator("[data-claim]").count();
  expect(all).toBeGreaterThan(8);
  await quiet.locator("[data-act=check-all]").click();
  await expect(bar).toHaveAttribute("data-running", "true");
  await quiet.getByRole("button", { name: "Stop" }).click();
  await expect(bar).toHaveAttribute("data-running", "false");
  await expect(quiet.locator(".waiting")).toHaveCount(0);
  await quiet.locator("[data-act=check-all]").click();
  await expect(bar).toHaveAttribute("data-running", "false", { timeout: 300_000 });
  await expect(quiet.locator(".verdict")).toHaveCount(all);
  // Each stands as it is recorded: what its source says holds, holds in part, or fails.
  const wrong = await quiet.$$eval("[data-claim]", (all) => all.filter((li) => {
    const said = li.querySelector("[data-verdict]")?.getAttribute("data-verdict");
    return said !== { holds: "holds", "holds-in-part": "part", fails: "fails" }[li.getAttribute("data-stands") ?? ""];
  }).map((li) => li.getAttribute("data-claim")));
  expect(wrong).toEqual([]);
});
