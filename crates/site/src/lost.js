
// This page may stand at any depth: the nearest folder above that has a file of this very build is the root.
(async () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  for (let folder = new URL("./", location.href); ; folder = new URL("../", folder)) {
    const answer = await fetch(new URL("__PROBE__", folder), { cache: "force-cache" }).catch(() => null);
    // Some hosts answer everything with a page.
    if (answer?.ok && answer.headers.get("content-type")?.includes("javascript")) {
      for (const link of document.querySelectorAll("[data-path]")) link.href = new URL(link.dataset.path, folder).href;
      for (const style of __STYLES__) {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = new URL(style, folder).href;
        document.head.append(link);
      }
      return;
    }
    if (folder.pathname === "/") return;
  }
})();
